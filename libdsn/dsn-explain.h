/* dsn-explain.h: what a code means, for a person or a program to read.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include "dsn-catalog.h"
#include "dsn-query.h"
#include "dsn-text.h"

G_BEGIN_DECLS

/**
 * dsn_explain_print_text:
 * @query: a code or a pattern
 * @catalog: whose texts to use
 * @style: how
 * @width: columns of the terminal; longer lines are folded. At least 40
 *
 * Explains a code: what happened, whether it is final, what each side can do, and what the standard
 * says; of a code that is not registered, what its class and its subject say. A pattern is explained
 * by the codes that fit it, one a line.
 *
 * Returns: (transfer full): the text in UTF-8, ended by an empty line
 */
DSN_PUBLIC char *dsn_explain_print_text (const DsnQuery *query, const DsnCatalog *catalog,
                                         DsnTextStyle style, guint width) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_explain_print_line:
 * @query: a code or a pattern
 * @catalog: whose texts to use
 * @style: how
 * @width: columns of the terminal
 *
 * Returns: (transfer full): the code and what people call it, folded, ended by a line end
 */
DSN_PUBLIC char *dsn_explain_print_line (const DsnQuery *query, const DsnCatalog *catalog,
                                         DsnTextStyle style, guint width) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_explain_print_json:
 * @query: a code or a pattern
 * @catalog: whose texts to use
 *
 * Returns: (transfer full): the same as one JSON object on one line without a line end, in UTF-8.
 *   dsn-explain(1) tells the keys; what there is nothing to say of is left out.
 */
DSN_PUBLIC char *
dsn_explain_print_json (const DsnQuery *query, const DsnCatalog *catalog) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
