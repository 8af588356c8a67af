/* dsn-batv.c: tags in return paths: made, and looked at.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include <string.h>

#include "dsn-batv-private.h"
#include "dsn-syntax-private.h"
#include "dsn-verp-private.h"

#define TAG_LENGTH     10
#define DAY_END        4 /* of the key's number and the day */
#define SIGNATURE      6
#define DIGEST_LENGTH  20
#define SECONDS_OF_DAY (24L * 60 * 60)

static const char prvs[] = "prvs=";
static const char separators[] = "+-=";

/* An address taken apart. */
typedef struct {
  char tag[TAG_LENGTH + 1];
  char *address; /* without the tag */
} Tagged;

static guint
day_of (gint64 now)
{
  return (guint) ((now / SECONDS_OF_DAY) % 1000);
}

/* The signature, in small hexadecimal letters: of @head, which is the number of the key and a day, and
 * an address. */
static void
compute (const DsnBatvSecret *secret, const char *head, const char *address,
         char signature[SIGNATURE + 1])
{
  GHmac *hmac = g_hmac_new (G_CHECKSUM_SHA1, secret->octets, secret->length);
  guint8 digest[DIGEST_LENGTH];
  gsize length = sizeof digest;

  g_hmac_update (hmac, (const guchar *) head, DAY_END);
  g_hmac_update (hmac, (const guchar *) address, (gssize) strlen (address));
  g_hmac_get_digest (hmac, digest, &length);
  g_hmac_unref (hmac);
  g_snprintf (signature, SIGNATURE + 1, "%02x%02x%02x", digest[0], digest[1], digest[2]);
}

/* The number of the key that signs, the day, and the signature of an address. */
static void
make_tag (const DsnBatvKeys *keys, const char *address, gint64 now, char tag[TAG_LENGTH + 1])
{
  g_autofree char *small = g_ascii_strdown (address, -1);

  g_snprintf (tag, DAY_END + 1, "%u%03u", keys->signing,
              day_of (now + SECONDS_OF_DAY * DSN_BATV_DAYS));
  compute (&keys->secrets[keys->signing], tag, small, tag + DAY_END);
}

char *
dsn_batv_sign (const DsnBatvKeys *keys, const char *address, DsnBatvForm form, gint64 now,
               GError **error)
{
  g_autofree char *plain = NULL;
  g_autofree char *quoted = NULL;
  g_autofree char *local = NULL;
  char tag[TAG_LENGTH + 1];
  char *at;

  g_return_val_if_fail (keys != NULL && address != NULL && now >= 0, NULL);
  if (strlen (address) > DSN_VERP_MAX_LENGTH || g_str_has_prefix (address, "\"\"@")
      || !_dsn_is_mailbox (address, TRUE)) {
    g_set_error (error, DSN_ERROR, DSN_ERROR_INVALID, "\"%s\" is no address to tag", address);
    return NULL;
  }
  plain = _dsn_verp_unquote (address);
  at = strrchr (plain, '@');
  *at = '\0';
  /* In quotes only if it needs them, as it is read again. */
  quoted = _dsn_verp_quote (plain, at + 1);
  make_tag (keys, quoted, now, tag);
  local = form == DSN_BATV_PRVS ? g_strconcat (prvs, tag, "=", plain, NULL)
                                : g_strconcat (plain, "+", tag, NULL);
  return _dsn_verp_quote (local, at + 1);
}

/* Whether ten characters are a tag; takes it, in small letters. */
static gboolean
take_tag (const char *text, char tag[TAG_LENGTH + 1])
{
  for (guint i = 0; i < TAG_LENGTH; i++) {
    if (i < DAY_END ? !g_ascii_isdigit (text[i]) : !g_ascii_isxdigit (text[i]))
      return FALSE;
    tag[i] = g_ascii_tolower (text[i]);
  }
  tag[TAG_LENGTH] = '\0';
  return TRUE;
}

/* The local part without its tag, which @tag gets; NULL if it has none in this form. */
static char *
split_local (const char *local, DsnBatvForm form, char tag[TAG_LENGTH + 1])
{
  gsize before = sizeof prvs - 1;
  gsize length = strlen (local);

  if (form == DSN_BATV_PRVS) {
    if (g_ascii_strncasecmp (local, prvs, before) != 0 || length <= before + TAG_LENGTH + 1
        || local[before + TAG_LENGTH] != '=' || !take_tag (local + before, tag))
      return NULL;
    return g_strdup (local + before + TAG_LENGTH + 1);
  }
  if (length < TAG_LENGTH + 2)
    return NULL;
  before = length - TAG_LENGTH - 1;
  if (!strchr (separators, local[before]) || !take_tag (local + before + 1, tag))
    return NULL;
  return g_strndup (local, before);
}

static gboolean
split (const char *address, DsnBatvForm form, Tagged *tagged)
{
  g_autofree char *plain = NULL;
  g_autofree char *local = NULL;
  char *at;

  if (strlen (address) > DSN_VERP_MAX_LENGTH)
    return FALSE;
  plain = _dsn_verp_unquote (address);
  at = strrchr (plain, '@');
  if (!at)
    return FALSE;
  *at = '\0';
  local = split_local (plain, form, tagged->tag);
  if (!local)
    return FALSE;
  tagged->address = _dsn_verp_quote (local, at + 1);
  return TRUE;
}

static gboolean
is_signed (const DsnBatvSecret *secret, const char *tag, const char *address)
{
  char signature[SIGNATURE + 1];
  guint differ = 0;

  compute (secret, tag, address, signature);
  for (guint i = 0; i < SIGNATURE; i++)
    differ |= (guint) (guchar) signature[i] ^ (guchar) tag[DAY_END + i];
  return differ == 0;
}

/* The day goes from 999 to 0. */
static gboolean
is_current (const char *tag, gint64 now)
{
  guint day = (guint) (100 * (tag[1] - '0') + 10 * (tag[2] - '0') + tag[3] - '0');

  return (day + 1000 - day_of (now)) % 1000 <= DSN_BATV_DAYS + 1;
}

static DsnBatvResult
check_form (const DsnBatvKeys *keys, const char *address, DsnBatvForm form, gint64 now)
{
  Tagged tagged;
  g_autofree char *inner = NULL;
  g_autofree char *small = NULL;
  const DsnBatvSecret *secret;
  gboolean good;

  if (!split (address, form, &tagged))
    return DSN_BATV_NONE;
  inner = tagged.address;
  secret = &keys->secrets[tagged.tag[0] - '0'];
  if (!secret->octets)
    return DSN_BATV_FORGED;
  small = g_ascii_strdown (inner, -1);
  good = is_signed (secret, tagged.tag, inner);
  good |= is_signed (secret, tagged.tag, small);
  if (!good)
    return DSN_BATV_FORGED;
  return is_current (tagged.tag, now) ? DSN_BATV_VALID : DSN_BATV_EXPIRED;
}

/* What is tagged may look like a tag of the other form, such as one of somebody else. */
DsnBatvResult
dsn_batv_check (const DsnBatvKeys *keys, const char *address, gint64 now)
{
  DsnBatvResult first;
  DsnBatvResult second;

  g_return_val_if_fail (keys != NULL && address != NULL && now >= 0, DSN_BATV_NONE);
  first = check_form (keys, address, DSN_BATV_PRVS, now);
  second = check_form (keys, address, DSN_BATV_SUFFIX, now);
  if (first == DSN_BATV_VALID || second == DSN_BATV_NONE)
    return first;
  return second == DSN_BATV_FORGED && first != DSN_BATV_NONE ? first : second;
}
