/* test-envelope.c: the addresses that stand inside other addresses of an envelope.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#include "dsn-envelope.h"

#include "report-text.h"

/* @want is NULL where the address tells no other. */
typedef struct {
  const char *path;
  const char *address;
  const char *want;
} Row;

static const Row wrapped[] = {
  { "batv", "prvs=0123abcdef=jo@example.net", "jo@example.net" },
  { "batv/letter-case", "PRVS=0123ABCDEF=Jo@Example.NET", "Jo@Example.NET" },
  { "batv/nine-characters", "prvs=0123abcde=jo@example.net", "jo@example.net" },
  { "batv/local-part-with-equals", "prvs=0123abcdef=a=b@example.net", "a=b@example.net" },
  { "batv/quoted", "\"prvs=0123abcdef=jo miller\"@example.net", "\"jo miller\"@example.net" },
  { "batv/old-form", "prvs=jo/0123abcdef@example.net", "jo@example.net" },
  { "batv/barracuda", "btv1==0123456789a==jo@example.net", "jo@example.net" },
  { "batv/momentum", "msprvs1=17832gQyEH3R9=jo@example.net", "jo@example.net" },
  { "batv/without-tag", "prvs=jo@example.net", NULL },
  { "batv/short-tag", "prvs=0123=jo@example.net", NULL },
  { "batv/tag-without-key", "prvs=abcdefabcd=jo@example.net", NULL },
  { "batv/odd-tag", "prvs=0123-bcdef=jo@example.net", NULL },
  { "batv/without-local-part", "prvs=0123abcdef=@example.net", NULL },
  { "batv/bad-local-part", "prvs=0123abcdef=jo.@example.net", NULL },
  { "batv/old-form-with-another-tag", "prvs=jo/abc@example.net", NULL },
  { "batv/one-equals-for-barracuda", "btv1=0123456789a=jo@example.net", NULL },
  { "batv/not-at-the-beginning", "jo+prvs=0123abcdef=x@example.net", NULL },
  { "srs0", "SRS0=Ab1+=XY=example.net=jo@forwarder.example.org", "jo@example.net" },
  { "srs0/plus", "SRS0+Ab1/=7Z=example.net=jo@forwarder.example.org", "jo@example.net" },
  { "srs0/hyphen", "SRS0-Ab12=7Z=example.net=jo@forwarder.example.org", "jo@example.net" },
  { "srs0/letter-case", "srs0=ab12=xy=Example.net=Jo@forwarder.example.org", "Jo@Example.net" },
  { "srs0/local-part-with-equals", "SRS0=Ab12=XY=example.net=a=b@forwarder.example.org",
    "a=b@example.net" },
  { "srs0/around-batv", "SRS0=Ab12=XY=example.net=prvs=0123abcdef=jo@forwarder.example.org",
    "jo@example.net" },
  { "srs0/around-srs0", "SRS0=Ab12=XY=one.example.org=SRS0=Cd34=XZ=example.net=jo@two.example.org",
    "jo@example.net" },
  { "srs0/no-timestamp", "SRS0=Ab12=example.net=jo@forwarder.example.org", NULL },
  { "srs0/bad-timestamp", "SRS0=Ab12=X1=example.net=jo@forwarder.example.org", NULL },
  { "srs0/long-timestamp", "SRS0=Ab12=XYZ=example.net=jo@forwarder.example.org", NULL },
  { "srs0/bad-hash", "SRS0=A_12=XY=example.net=jo@forwarder.example.org", NULL },
  { "srs0/no-full-domain", "SRS0=Ab12=XY=localhost=jo@forwarder.example.org", NULL },
  { "srs0/no-local-part", "SRS0=Ab12=XY=example.net=@forwarder.example.org", NULL },
  { "srs0/cut-off", "SRS0=Ab12=XY=example.net@forwarder.example.org", NULL },
  { "srs0/other-separator", "SRS0_Ab12=XY=example.net=jo@forwarder.example.org", NULL },
  { "srs0/another-number", "SRS2=Ab12=XY=example.net=jo@forwarder.example.org", NULL },
  { "srs1", "SRS1=Gh56=first.example.org==Ab12=XY=example.net=jo@second.example.org",
    "jo@example.net" },
  { "srs1/plus-and-hyphen",
    "SRS1+Gh56=first.example.org=-Ab12=XY=example.net=jo@second.example.org", "jo@example.net" },
  { "srs1/hyphen-and-plus",
    "srs1-Gh56=first.example.org=+Ab12=XY=example.net=jo@second.example.org", "jo@example.net" },
  { "srs1/one-separator", "SRS1=Gh56=first.example.org=Ab12=XY=example.net=jo@second.example.org",
    NULL },
  { "srs1/no-forwarder", "SRS1=Gh56==Ab12=XY=example.net=jo@second.example.org", NULL },
  { "exchange", "kim+SRS=Ab1cd=XY=example.net=jo@example.org", "jo@example.net" },
  { "exchange/without-sender", "bounces+SRS=Ab1cd=XY@example.org", NULL },
  { "plain", "jo@example.net", NULL },
  { "subaddress", "jo+srs@example.net", NULL },
  { "no-address", "SRS0=Ab12=XY=example.net=jo", NULL },
  { "empty", "", NULL },
  { "at-sign-alone", "@", NULL },
  { "quote-alone", "\"@", NULL },
};

static const Row recipients[] = {
  { "ezmlm", "list-return-123-user=example.net@lists.example.org", "user@example.net" },
  { "ezmlm/list-with-hyphens", "my-own-list-return-7-user=example.net@lists.example.org",
    "user@example.net" },
  { "ezmlm/user-with-hyphen", "list-return-123-mary-ann=example.net@lists.example.org",
    "mary-ann@example.net" },
  { "ezmlm/user-with-equals", "list-return-123-a=b=example.net@lists.example.org",
    "a=b@example.net" },
  { "ezmlm/no-number", "list-return-user=example.net@lists.example.org", NULL },
  { "ezmlm/no-recipient", "list-return-123-@lists.example.org", NULL },
  { "ezmlm/no-list", "-return-123-user=example.net@lists.example.org", NULL },
  { "bounces", "bounces+user=example.net@lists.example.org", "user@example.net" },
  { "bounces/one", "bounce+user=example.net@lists.example.org", "user@example.net" },
  { "bounces/letter-case", "Bounces+User=Example.net@lists.example.org", "User@Example.net" },
  { "bounces/user-with-tag", "bounces+user+tag=example.net@lists.example.org",
    "user+tag@example.net" },
  { "bounces/numbered", "bounce-123-user=example.net@lists.example.org", "user@example.net" },
  { "bounces/numbered-many", "bounces-123-user=example.net@lists.example.org", "user@example.net" },
  { "bounces/numbered-twice", "bounce-123-456-user=example.net@lists.example.org", NULL },
  { "bounces/number-of-what", "bounces+123-user=example.net@lists.example.org", NULL },
  { "bounces/two-equals", "bounces+a=b=example.net@lists.example.org", NULL },
  { "bounces/token", "bounces+1b2c3d4e@lists.example.org", NULL },
  { "bounces/key-and-value", "bounces+id=4711@lists.example.org", NULL },
  { "bounces/not-at-the-beginning", "x.bounces+user=example.net@lists.example.org", NULL },
  { "bounces/hyphen-alone", "bounces-user=example.net@lists.example.org", NULL },
  { "bounces/quoted", "\"bounces+user=example.net\"@lists.example.org", "user@example.net" },
  { "bounces/percent-encoded", "bounces+user%40example.net@lists.example.org", "user@example.net" },
  { "bounces/percent-encoded-tag", "bounces+user%2Btag%40example.net@lists.example.org",
    "user+tag@example.net" },
  { "bounces/equals-encoded", "bounces+user=2Btag=40example.net@lists.example.org",
    "user+tag@example.net" },
  { "bounces/domain-or-encoded", "bounces+user=40example.net@lists.example.org", NULL },
  { "bounces/encoded-number-of-what", "bounces+123-user%40example.net@lists.example.org", NULL },
  { "mailman", "list-bounces+user=example.net@lists.example.org", "user@example.net" },
  { "mailman/list-with-hyphens", "my-list-bounces+user=example.net@lists.example.org",
    "user@example.net" },
  { "mailman/plain", "list-bounces@lists.example.org", NULL },
  { "mailman/token", "list-confirm+1b2c3d4e@lists.example.org", NULL },
  { "postfix/plus-equals", "owner-list+user=example.net@lists.example.org", "user@example.net" },
  { "postfix/hyphen-equals", "owner-list-user=example.net@lists.example.org", "user@example.net" },
  { "postfix/which-hyphen", "owner-my-list-user=example.net@lists.example.org", NULL },
  { "postfix/owner", "owner-list@lists.example.org", NULL },
  { "exim", "somelist-request+user=example.net@lists.example.org", "user@example.net" },
  { "sympa", "bounce+user==a==example.net==list@lists.example.org", "user@example.net" },
  { "sendgrid", "bounces+123-ab-user=example.net@em.example.org", "user@example.net" },
  { "sendgrid/real-numbers", "bounces+1234567-8a9b-user=example.net@em.example.org",
    "user@example.net" },
  { "sendgrid/user-with-hyphen", "bounces+1234567-8a9b-mary-ann=example.net@em.example.org",
    "mary-ann@example.net" },
  { "mailgun", "bounce+e5d4b2.a93a2-user=example.net@mg.example.org", "user@example.net" },
  { "mlmmj", "list+bounces-123-user=example.net@lists.example.org", "user@example.net" },
  { "mlmmj/no-number", "list+bounces-user=example.net@lists.example.org", NULL },
  { "mlmmj/probe", "list+bounces-probe-user=example.net@lists.example.org", NULL },
  { "mailchimp", "bounce-mc.us1_12345.678-user=example.net@mail12.example.org",
    "user@example.net" },
  { "mailchimp/user-with-hyphens",
    "bounce-mc.us1_12345.678-7-mary-ann=example.net@mail12.example.org", "7-mary-ann@example.net" },
  { "mailchimp/token", "bounce-mc.us1_12345.678-1b2c3d4e@mail12.example.org", NULL },
  { "yahoo-groups", "sentto-12-34-567-user=example.net@returns.groups.example.org",
    "user@example.net" },
  { "gmail", "kim+caf_=user=example.net@example.com", "user@example.net" },
  { "inside-batv", "prvs=0123abcdef=list-return-1-user=example.net@lists.example.org",
    "user@example.net" },
  { "inside-srs", "SRS0=Ab12=XY=lists.example.org=bounces+user=example.net@forwarder.example.com",
    "user@example.net" },
  { "batv-alone", "prvs=0123abcdef=jo@example.net", NULL },
  { "srs-alone", "SRS0=Ab12=XY=example.net=jo@forwarder.example.org", NULL },
  { "exchange", "bounces+SRS=Ab1cd=XY@example.org", NULL },
  { "exchange-cut", "bounces+SRS=Ab1cd=XYZ=fabrikam.example=tony.x@example.org", NULL },
  { "plain", "jo@example.net", NULL },
  { "equals-in-a-local-part", "a=example.net@example.org", NULL },
  { "subaddress-with-equals", "jo+shop=example.net@example.org", NULL },
  { "unsubscribe", "list-unsubscribe-user=example.net@lists.example.org", NULL },
  { "number-for-a-domain", "bounces+user=192.0.2.1@lists.example.org", NULL },
  { "no-full-domain", "bounces+user=localhost@lists.example.org", NULL },
  { "encoded-line-end", "bounces+user%0Abcc%40example.net@lists.example.org", NULL },
  { "empty", "", NULL },
  { "equals-alone", "=", NULL },
};

static void
test_unwrap (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *got = dsn_envelope_unwrap (row->address);

  g_assert_cmpstr (got, ==, row->want);
}

static void
test_find (gconstpointer data)
{
  const Row *row = data;
  g_autofree char *got = dsn_envelope_find_recipient (row->address);

  g_assert_cmpstr (got, ==, row->want);
}

static void
test_long (void)
{
  static const char *const floods[] = { "SRS0=Ab12=XY=a.b=", "prvs=0123abcdef=", "+SRS=", "%40",
                                        "owner-a-b=",        "bounces+=" };

  for (guint i = 0; i < G_N_ELEMENTS (floods); i++) {
    g_autoptr (GString) address = g_string_new (NULL);
    g_autofree char *inner = NULL;
    g_autofree char *recipient = NULL;

    while (address->len < 200000)
      g_string_append (address, floods[i]);
    g_string_append (address, "@example.org");
    inner = dsn_envelope_unwrap (address->str);
    recipient = dsn_envelope_find_recipient (address->str);
    g_assert_null (inner);
    g_assert_null (recipient);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD_ROWS ("/envelope/unwrap/", wrapped, test_unwrap);
  ADD_ROWS ("/envelope/recipient/", recipients, test_find);
  g_test_add_func ("/envelope/floods-are-no-addresses", test_long);
  return g_test_run ();
}
