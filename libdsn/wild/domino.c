/* domino.c: IBM (HCL, once Lotus) Domino. In every language its text is a sentence in pieces:
 *
 *     Your message
 *
 *       Subject: November news
 *
 *     was not delivered to:
 *
 *       jo@example.net
 *
 *     because:
 *
 *       User jo (jo@example.net) not listed in Domino Directory
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-wild-private.h"

static const char *const subjects[] = {
  "DELIVERY FAILURE",
  "DELIVERY_FAILURE",
  "ZUSTELLUNGSFEHLER",
  "ZUSTELLFEHLER",
  "ÜBERMITTLUNGSFEHLER",
  "FEHLER BEI ZUSTELLUNG",
  "FEHLER BEI DER ZUSTELLUNG",
  "ECHEC DE DISTRIBUTION",
  "ÉCHEC DE DISTRIBUTION",
  "ECHEC DE LA DISTRIBUTION",
  "ÉCHEC DE LA DISTRIBUTION",
  "ECHEC DE REMISE",
  "ÉCHEC DE REMISE",
  "ECHEC DE LIVRAISON",
  "ÉCHEC DE LIVRAISON",
  "ERROR DE ENTREGA",
  "FALLO DE ENTREGA",
  "ERRORE DI CONSEGNA",
  "CONSEGNA NON RIUSCITA",
  "FALHA NA ENTREGA",
  "FALHA DE ENTREGA",
  "BEZORGFOUT",
  "LEVERINGSFEJL",
  "LEVERANSFEL",
  "配信不能",
  "配信失敗",
  "配信エラー",
};

/* The pieces of the text. */
typedef struct {
  DsnSpan recipients;
  DsnSpan words;
} Pieces;

static gboolean
ends_with_colon (DsnSpan line)
{
  line = _dsn_span_strip (line);
  return line.length > 0
         && (line.text[line.length - 1] == ':'
             || (line.length >= 3 && memcmp (line.text + line.length - 3, "：", 3) == 0));
}

static gboolean
is_indented (DsnSpan line)
{
  return line.length > 0 && (*line.text == ' ' || *line.text == '\t');
}

/* What is below a line that ends with a colon: up to the next line that is not indented. */
static DsnSpan
take_below (const char **at, const char *end)
{
  const char *ahead = *at;
  DsnSpan below = { *at, 0 };
  DsnSpan line;

  for (; _dsn_span_next_line (&ahead, end, &line); *at = ahead) {
    if (!_dsn_span_is_blank (line) && !is_indented (line))
      break;
    below.length = (gsize) (line.text + line.length - below.text);
  }
  return below;
}

/* In a page both are in the rows of a table: "was not delivered to: jo@example.net". */
static gboolean
find_rows (const DsnWild *wild, Pieces *pieces)
{
  const char *to = _dsn_wild_find_after (wild, "was not delivered to:");
  const char *because = _dsn_wild_find_after (wild, "because:");
  const char *at;

  if (!to || !because || because < to)
    return FALSE;
  pieces->recipients = (DsnSpan){ to, (gsize) (because - strlen ("because:") - to) };
  at = because;
  pieces->words = _dsn_wild_next_paragraph (&at, wild->end);
  return TRUE;
}

static gboolean
find_pieces (const DsnWild *wild, Pieces *pieces)
{
  const char *at = wild->text;
  DsnSpan line;

  *pieces = (Pieces){ .recipients = DSN_SPAN_NONE };
  while (_dsn_span_next_line (&at, wild->end, &line)) {
    DsnSpan below;

    if (is_indented (line) || !ends_with_colon (line))
      continue;
    below = take_below (&at, wild->end);
    if (pieces->recipients.text) {
      pieces->words = below;
      return TRUE;
    }
    if (memchr (below.text, '@', below.length))
      pieces->recipients = below;
  }
  return find_rows (wild, pieces);
}

static gboolean
has_subject (const DsnWild *wild)
{
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (_dsn_wild_subject_begins (wild, subjects[i]))
      return TRUE;
  return FALSE;
}

static gboolean
is_domino (const DsnWild *wild)
{
  Pieces pieces;

  if (!wild->is_from_system && !has_subject (wild))
    return FALSE;
  if (_dsn_wild_has (wild, "was not delivered to:") && _dsn_wild_has (wild, "because:"))
    return TRUE;
  return (has_subject (wild) || _dsn_wild_header (wild, "X-MIMETrack"))
         && find_pieces (wild, &pieces);
}

/* "Jo Example/Sales/Example@EXAMPLE" is the name of a user of Notes, to whom nobody outside can write. */
static gboolean
is_notes_name (DsnSpan address)
{
  const char *at = memchr (address.text, '@', address.length);

  return memchr (address.text, '/', address.length)
         || !memchr (at, '.', (gsize) (address.text + address.length - at));
}

/* "User jo (jo@example.net) not listed in Domino Directory" tells the address of a name. */
static void
read_pieces (DsnWild *wild, const Pieces *pieces)
{
  DsnSpan first = _dsn_span_find_address (pieces->recipients);

  if (!first.text || is_notes_name (first)) {
    DsnSpan meant = _dsn_span_find_address (pieces->words);

    if (meant.text && !is_notes_name (meant)) {
      if (_dsn_wild_add (wild, meant))
        _dsn_wild_say (wild, pieces->words);
      return;
    }
  }
  _dsn_wild_read_list (wild, pieces->recipients, pieces->words);
}

static void
read_domino (DsnWild *wild)
{
  Pieces pieces;

  if (find_pieces (wild, &pieces))
    read_pieces (wild, &pieces);
}

const DsnWildFamily _dsn_wild_domino = { "domino", is_domino, read_domino };
