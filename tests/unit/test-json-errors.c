/* test-json-errors.c: JSON that cannot be read, and what is said of it.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-json.h"

#include "json-text.h"
#include "report-text.h"

typedef struct {
  const char *path;
  const char *json;
  const char *want;
} Row;

#define RECIPIENT(members) "{'recipients':[{" members "}]}"

static const Row syntax[] = {
  { "array", "[]", "line 1: a JSON object, \"{\", is wanted, not \"[\"" },
  { "string", "'x'", "line 1: a JSON object, \"{\", is wanted, not a string" },
  { "word", "null", "line 1: a JSON object, \"{\", is wanted, not \"null\"" },
  { "two-objects", "{}\n{}", "line 2: only one object is wanted" },
  { "text-behind", "{} x", "line 1: a JSON object, \"{\", is wanted, not \"x\"" },
  { "never-closed", "{", "line 1: a key in double quotes or \"}\" is wanted, not the end" },
  { "array-never-closed", "{'a':[1", "line 1: \",\" or \"]\" is wanted, not the end" },
  { "closed-wrongly", "{'a':[1}", "line 1: \",\" or \"]\" is wanted, not \"}\"" },
  { "closed-twice", "{}}", "line 1: a JSON object, \"{\", is wanted, not \"}\"" },
  { "line-is-counted", "{\n\n'a':1,\r\n'b'}", "line 4: \":\" is wanted, not \"}\"" },
  { "no-colon", "{'a' 1}", "line 1: \":\" is wanted, not \"1\"" },
  { "no-comma", "{'a':1 'b':2}", "line 1: \",\" or \"}\" is wanted, not a string" },
  { "no-value", "{'a':}", "line 1: a value is wanted, not \"}\"" },
  { "no-key", "{,}", "line 1: a key in double quotes or \"}\" is wanted, not \",\"" },
  { "key-without-quotes", "{a:1}", "line 1: a key in double quotes or \"}\" is wanted, not \"a\"" },
  { "key-that-is-a-number", "{1:1}",
    "line 1: a key in double quotes or \"}\" is wanted, not \"1\"" },
  { "comma-at-the-end", "{'a':1,}", "line 1: a key in double quotes is wanted, not \"}\"" },
  { "comma-at-the-end-of-an-array", "{'a':[1,]}", "line 1: a value is wanted, not \"]\"" },
  { "comment", "{/* x */}", "line 1: a key in double quotes or \"}\" is wanted, not \"/\"" },
  { "assignment", "var x = {};", "line 1: a JSON object, \"{\", is wanted, not \"var\"" },
  { "word-that-is-none", "{'a':True}", "line 1: a value is wanted, not \"True\"" },
  { "word-with-more", "{'a':nullx}", "line 1: \",\" or \"}\" is wanted, not \"x\"" },
  { "number-with-zero-before", "{'a':01}", "line 1: \",\" or \"}\" is wanted, not \"1\"" },
  { "number-in-hexadecimal", "{'a':0x10}", "line 1: \",\" or \"}\" is wanted, not \"x10\"" },
  { "number-with-plus", "{'a':+1}", "line 1: a value is wanted, not \"+\"" },
  { "number-without-digits", "{'a':-}", "line 1: a digit is wanted, not \"}\"" },
  { "number-ends-with-point", "{'a':1.}", "line 1: a digit is wanted, not \"}\"" },
  { "number-begins-with-point", "{'a':.5}", "line 1: a value is wanted, not \".\"" },
  { "number-without-exponent", "{'a':1e}", "line 1: a digit is wanted, not \"}\"" },
  { "number-at-the-end", "{'a':1", "line 1: \",\" or \"}\" is wanted, not the end" },
  { "string-never-closed", "{'a':'x}", "line 1: a string that begins here has no end" },
  { "string-ends-with-backslash", "{'a':'x\\", "line 1: a string that begins here has no end" },
  { "string-with-line-end", "{'a':'x\ny'}",
    "line 1: a line end or control character stands in a string as it is" },
  { "string-with-control", "{'a':'x\x1Fy'}",
    "line 1: a line end or control character stands in a string as it is" },
  { "escape-that-is-none", "{'a':'\\q'}",
    "line 1: a backslash in a string has no meaning before what follows it" },
  { "escape-in-hexadecimal", "{'a':'\\x41'}",
    "line 1: a backslash in a string has no meaning before what follows it" },
  { "escape-in-octal", "{'a':'\\061'}",
    "line 1: a backslash in a string has no meaning before what follows it" },
  { "escape-too-short", "{'a':'\\u12'}",
    "line 1: four hexadecimal digits are wanted after \"\\u\"" },
  { "high-surrogate-alone", "{'a':'\\ud83d'}", "line 1: \"\\uD83D\" is half of a character" },
  { "high-surrogate-twice", "{'a':'\\ud83d\\ud83d'}",
    "line 1: \"\\uD83D\" is half of a character" },
  { "low-surrogate-alone", "{'a':'\\ude00'}", "line 1: \"\\uDE00\" is half of a character" },
  { "nul", "{'explanation':'a\\u0000'}",
    "line 1: explanation: a NUL (\\u0000) stands in a string" },
  { "nul-in-a-recipient", "{'recipients':[{},{'status':'\\u0000'}]}",
    "line 1: recipients[1].status: a NUL (\\u0000) stands in a string" },
  { "nul-in-a-key", "{'recipients':[{'a\\u0000':1}]}",
    "line 1: recipients[0]: a NUL (\\u0000) stands in a string" },
  { "nul-in-the-first-key", "{'\\u0000':1}", "line 1: a NUL (\\u0000) stands in a string" },
  { "not-utf-8", "{'a':\n'\xFC'}", "line 2: this is not UTF-8" },
  { "surrogate-in-utf-8", "{'a':'\xED\xA0\x80'}", "line 1: this is not UTF-8" },
  { "control-outside-strings", "{\x01}",
    "line 1: a key in double quotes or \"}\" is wanted, not U+0001" },
};

static const Row invalid[] = {
  { "key/unknown", "{'frobnicate':1}", "frobnicate: no such key" },
  { "key/without-underline", RECIPIENT ("'finalrecipient':'a@x'"),
    "recipients[0].finalrecipient: no such key; did you mean final_recipient?" },
  { "key/as-the-field", RECIPIENT ("'Final-Recipient':'a@x'"),
    "recipients[0].Final-Recipient: no such key; did you mean final_recipient?" },
  { "key/misspelt", RECIPIENT ("'stauts':'5.1.1'"),
    "recipients[0].stauts: no such key; did you mean status?" },
  { "key/part-of-one", "{'envelope_id':'x'}",
    "envelope_id: no such key; did you mean original_envelope_id?" },
  { "key/of-recipients-on-top", "{'remote_mta':'x'}", "remote_mta: no such key" },
  { "key/in-value", "{'reporting_mta':{'nam':'x','name':'y'}}",
    "reporting_mta.nam: no such key; did you mean name?" },
  { "key/in-header", "{'message':{'cc':'x'}}", "message.cc: no such key" },
  { "key/in-original", "{'original':{'msgid':'x'}}", "original.msgid: no such key" },
  { "key/in-source", "{'source':{'path':'x','file':1}}", "source.file: no such key" },
  { "key/in-extension", "{'extensions':[{'name':'a','value':'b','offset':1}]}",
    "extensions[0].offset: no such key" },
  { "key/in-comments", "{'comments':{'original_envelope_id':'x'}}",
    "comments.original_envelope_id: no such key" },
  { "key/empty", "{'':1}", "\"\": no such key" },
  { "key/of-control-characters", "{'a\\u001bb':1}",
    "a\xEF\xBF\xBD"
    "b: no such key" },
  { "missing/name-of-mta", "{'reporting_mta':{'type':'dns'}}",
    "reporting_mta: the key \"name\" is missing" },
  { "missing/address", RECIPIENT ("'final_recipient':{}"),
    "recipients[0].final_recipient: the key \"address\" is missing" },
  { "missing/text-of-diagnostic", RECIPIENT ("'diagnostic_code':{}"),
    "recipients[0].diagnostic_code: the key \"text\" is missing" },
  { "missing/value-of-extension", "{'extensions':[{'name':'a'}]}",
    "extensions[0]: the key \"value\" is missing" },
  { "missing/path-of-source", "{'source':{}}", "source: the key \"path\" is missing" },
  { "missing/what-a-comment-belongs-to", "{'comments':{'reporting_mta':'x'}}",
    "comments.reporting_mta: there is no reporting_mta for it to belong to" },
  { "type/number-for-string", RECIPIENT ("'status':5"),
    "recipients[0].status: a string is wanted, not a number" },
  { "type/fraction-for-string", RECIPIENT ("'status':5.1"),
    "recipients[0].status: a string is wanted, not a number" },
  { "type/null-for-string", "{'explanation':null}", "explanation: a string is wanted, not null" },
  { "type/true-for-string", "{'explanation':true}", "explanation: a string is wanted, not true" },
  { "type/false-for-string", "{'explanation':false}",
    "explanation: a string is wanted, not false" },
  { "type/array-for-string", "{'explanation':['x']}",
    "explanation: a string is wanted, not an array" },
  { "type/object-for-string", "{'explanation':{}}",
    "explanation: a string is wanted, not an object" },
  { "type/number-for-mta", "{'reporting_mta':1}",
    "reporting_mta: a string or an object is wanted, not a number" },
  { "type/string-for-object", "{'message':'x'}", "message: an object is wanted, not a string" },
  { "type/object-for-array", "{'recipients':{}}", "recipients: an array is wanted, not an object" },
  { "type/string-for-recipient", "{'recipients':[{},'a@x']}",
    "recipients[1]: an object is wanted, not a string" },
  { "type/string-for-flag", "{'original':{'complete':'yes'}}",
    "original.complete: true or false is wanted, not a string" },
  { "type/string-for-number", "{'source':{'path':'x','index':'1'}}",
    "source.index: a whole number is wanted, not a string" },
  { "type/negative-number", "{'source':{'path':'x','index':-1}}",
    "source.index: a whole number from 0 on is wanted" },
  { "type/fraction", "{'source':{'path':'x','index':1.5}}",
    "source.index: a whole number from 0 on is wanted" },
  { "type/too-large-a-number", "{'source':{'path':'x','index':99999999999999999999}}",
    "source.index: a whole number from 0 on is wanted" },
  { "type/number-in-value", "{'reporting_mta':{'name':1}}",
    "reporting_mta.name: a string is wanted, not a number" },
  { "type/number-in-extension", "{'extensions':[{'name':1,'value':'x'}]}",
    "extensions[0].name: a string is wanted, not a number" },
  { "value/kind-of-another-message", "{'kind':'mdn'}",
    "kind: a delivery report is of kind \"dsn\", and this is \"mdn\"" },
  { "value/kind-that-is-none", "{'kind':'ndr'}",
    "kind: \"ndr\" is none of dsn, arf, mdn, auto-reply, other" },
  { "value/action", RECIPIENT ("'action':'bounced'"),
    "recipients[0].action: \"bounced\" is none of failed, delayed, delivered, relayed, expanded" },
  { "value/status", RECIPIENT ("'status':'5.1'"),
    "recipients[0].status: \"5.1\" is not a status code (2, 4 or 5, then two numbers of one to "
    "three digits, as in 5.1.1)" },
  { "value/date", "{'arrival_date':'soon'}", "arrival_date: \"soon\" is not a date" },
  { "value/date-of-message", "{'message':{'date':''}}", "message.date: \"\" is not a date" },
  { "value/control-characters-are-not-shown", "{'arrival_date':'\\u001b[1m'}",
    "arrival_date: \"\xEF\xBF\xBD[1m\" is not a date" },
  { "several/one-a-line", "{'kind':'x','frobnicate':1,'recipients':[{'status':1},1]}",
    "kind: \"x\" is none of dsn, arf, mdn, auto-reply, other\n"
    "recipients[0].status: a string is wanted, not a number\n"
    "recipients[1]: an object is wanted, not a number\n"
    "frobnicate: no such key" },
};

static void
check (const char *text, int code, const char *want)
{
  g_autofree char *json = with_quotes (text);
  g_autoptr (GError) error = NULL;

  g_assert_null (dsn_json_parse (json, &error));
  g_assert_error (error, DSN_ERROR, code);
  g_assert_cmpstr (error->message, ==, want);
  g_assert_null (dsn_json_parse (json, NULL));
}

static void
test_syntax (gconstpointer data)
{
  const Row *row = data;

  check (row->json, DSN_ERROR_SYNTAX, row->want);
}

static void
test_invalid (gconstpointer data)
{
  const Row *row = data;

  check (row->json, DSN_ERROR_INVALID, row->want);
}

static void
test_empty (void)
{
  check ("", DSN_ERROR_EMPTY, "there is no JSON object");
  check (" \n\t", DSN_ERROR_EMPTY, "there is no JSON object");
}

/* Where a text is cut, it is never read as whole, nor is anything behind it. */
static void
test_cut (void)
{
  static const char text[] =
      "{\"recipients\":[{\"status\":\"5.1.1\",\"final_recipient\":\"\\ud83d\\ude00\\n@x\"}],"
      "\"original\":{\"complete\":true},\"source\":{\"path\":\"p\",\"index\":10e0}}";

  for (gsize length = 1; length < sizeof text - 1; length++) {
    g_autofree char *cut = g_memdup2 (text, length);
    g_autoptr (GError) error = NULL;

    g_assert_null (dsn_json_parse_all (cut, length, &error));
    g_assert_error (error, DSN_ERROR, DSN_ERROR_SYNTAX);
  }
}

/* Nesting that a parser that calls itself would not survive. */
static void
test_nesting (void)
{
  static const char *const units[] = { "[", "{\"a\":", "[{\"a\":" };

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++) {
    g_autofree char *deep = repeat_text (units[i], 100000);
    g_autofree char *text = g_strconcat ("{\"a\":\n", deep, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_null (dsn_json_parse (text, &error));
    g_assert_error (error, DSN_ERROR, DSN_ERROR_SYNTAX);
    g_assert_cmpstr (error->message, ==, "line 2: values are nested more than 32 deep");
  }
}

static void
test_nesting_that_may_be (void)
{
  g_autofree char *open = repeat_text ("[", 31);
  g_autofree char *end = repeat_text ("]", 31);
  g_autofree char *text = g_strconcat ("{\"problems\":", open, end, "}", NULL);
  g_autoptr (DsnReport) report = dsn_json_parse (text, NULL);

  g_assert_nonnull (report);
}

/* Of many faults the first are told; what is long is cut. */
static void
test_many (void)
{
  g_autofree char *members = repeat_text ("{\"x\":1},", 100);
  g_autofree char *text = g_strconcat ("{\"recipients\":[", members, "{}]}", NULL);
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) lines = NULL;

  g_assert_null (dsn_json_parse (text, &error));
  lines = g_strsplit (error->message, "\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, 21);
  g_assert_cmpstr (lines[19], ==, "recipients[19].x: no such key");
  g_assert_cmpstr (lines[20], ==, "there are more faults");
}

static void
test_long (void)
{
  g_autofree char *name = repeat_text ("日", 100000);
  g_autofree char *text = g_strconcat ("{\"", name, "\":1,\"arrival_date\":\"", name, "\"}", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (dsn_json_parse (text, &error));
  g_assert_cmpuint (strlen (error->message), <, 2000);
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

/* Several objects: which one, and where. */
static const Row all[] = {
  { "syntax", "{}\n{}\n{'a':\n1,}",
    "object 3, line 4: a key in double quotes is wanted, not \"}\"" },
  { "no-object", "{}\nx", "object 2, line 2: a JSON object, \"{\", is wanted, not \"x\"" },
  { "never-closed", "{}\n{\n",
    "object 2, line 3: a key in double quotes or \"}\" is wanted, not the end" },
  { "faults-each-on-a-line", "{}\n\n{\n'a':1,\n'b':2}",
    "object 2, line 3: a: no such key\nobject 2, line 3: b: no such key" },
  { "not-utf-8", "{}\n'\xFC'", "line 2: this is not UTF-8" },
  { "empty", "", "there is no JSON object" },
  { "blank", "\n \n", "there is no JSON object" },
};

static void
test_all (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *json = with_quotes (row->json);
  g_autoptr (GError) error = NULL;

  g_assert_null (dsn_json_parse_all (json, strlen (json), &error));
  g_assert_nonnull (error);
  g_assert_true (error->domain == DSN_ERROR);
  g_assert_cmpstr (error->message, ==, row->want);
}

static void
test_nul_octet (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (dsn_json_parse_all ("{}\n\0{}", 6, &error));
  g_assert_error (error, DSN_ERROR, DSN_ERROR_SYNTAX);
  g_assert_cmpstr (error->message, ==, "line 2: a NUL stands in the text");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/json/error/syntax/", syntax, test_syntax);
  ADD_ROWS ("/json/error/", invalid, test_invalid);
  g_test_add_func ("/json/error/empty", test_empty);
  g_test_add_func ("/json/error/cut-anywhere", test_cut);
  g_test_add_func ("/json/error/nesting", test_nesting);
  g_test_add_func ("/json/error/nesting/limit", test_nesting_that_may_be);
  g_test_add_func ("/json/error/many", test_many);
  g_test_add_func ("/json/error/long", test_long);
  ADD_ROWS ("/json/error/all/", all, test_all);
  g_test_add_func ("/json/error/all/nul-octet", test_nul_octet);
  return g_test_run ();
}
