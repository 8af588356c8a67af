/* test-html.c: what a person reads of a page.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-parser-private.h"

#include "report-text.h"

typedef struct {
  const char *path;
  const char *html;
  const char *want;
} Row;

static const Row rows[] = {
  { "text", "plain text", "plain text" },
  { "empty", "", "" },
  { "tags-go", "<b>bold</b> and <i class=\"x\">not</i>", "bold and not" },
  { "white-space-is-one-space", "a \t\r\n  b", "a b" },
  { "paragraphs-begin-lines", "<p>one</p><p>two</p>", "one\n\ntwo\n" },
  { "breaks", "one<br>two<BR/>three<br />four", "one\ntwo\nthree\nfour" },
  { "breaks-leave-no-spaces", "one <br> two", "one\ntwo" },
  { "at-most-one-empty-line", "one<br><br><br><br>two", "one\n\ntwo" },
  { "none-at-the-beginning", "<html><body><p>one", "one" },
  { "elements-that-begin-alike-are-others", "a<preview>b<brief>c<thing>d", "abcd" },
  { "list-items", "<ul><li>one<li>two</ul>", "one\ntwo\n" },
  { "table-rows", "<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\n\nb\n\n" },
  { "table-cells-are-words", "<tr><th>To</th><td>a</td> <td>b</td></tr>", "To a b\n" },
  { "preformatted-text-stays", "<pre>a  b\r\n\tc\n</pre>d  e", "a  b\n\tc\n\nd e" },
  { "comments-go", "a<!-- <p>no</p> -->b", "ab" },
  { "style-goes", "a<style type=x>p { } </p> x</style >b", "ab" },
  { "script-goes", "a<SCRIPT>if (1 < 2) x ('</b>')</Script>b", "ab" },
  { "named-entities", "&lt;a&gt; &amp; &quot;b&quot;&nbsp;&uuml;&eacute;", "<a> & \"b\" üé" },
  { "numbered-entities", "&#252;&#xFC;&#XfC;&#x1D11E;", "üüü𝄞" },
  { "entities-that-are-none-stay",
    "&foo; & &#; &#x; &#0; &#xD800; &#1114112; &#99999999999999999999; &amp",
    "&foo; & &#; &#x; &#0; &#xD800; &#1114112; &#99999999999999999999; &amp" },
  { "entity-never-becomes-a-tag", "&lt;script&gt;x&lt;/script&gt;", "<script>x</script>" },
  { "tag-never-closed", "a<b", "a" },
  { "comment-never-closed", "a<!-- b", "a" },
  { "style-never-closed", "a<style>b", "a" },
  { "lone-bracket-at-the-end", "a<", "a" },
  { "lone-slash-at-the-end", "a</", "a" },
  { "lone-ampersand-at-the-end", "a&", "a&" },
  { "utf-8", "<p>Zürich 日本", "Zürich 日本" },
};

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *copy = g_strdup (row->html);
  g_autofree char *text = _dsn_html_to_text (copy);

  g_assert_cmpstr (text, ==, row->want);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/html/", rows, test_row);
  return g_test_run ();
}
