/* dsn-template.h: the human-readable part of a report, from a template.
 * SPDX-License-Identifier: LGPL-2.1-or-later */
#pragma once

#include <glib-object.h>

#include "dsn-catalog.h"
#include "dsn-report.h"

G_BEGIN_DECLS

/**
 * DsnTemplate:
 *
 * A text with places to fill in, read by template-glib; if its first line begins with "Subject:" and
 * the second is empty, that is what the subject of a report is to be. Which names there are stands
 * in dsn-template(5).
 */
typedef struct _DsnTemplate DsnTemplate;

/** DSN_TEMPLATE_WIDTH: rendered text is wrapped so that lines have at most this many columns; a word of
 * more stays whole up to 320 octets, the longest an address can be. */
#define DSN_TEMPLATE_WIDTH 72

/**
 * dsn_template_new:
 * @text: the template, in UTF-8
 * @name: what errors call it, such as its file name
 * @error: %DSN_ERROR_TEMPLATE with @name and the line, "failed.tmpl:12: …"
 *
 * Returns: (transfer full) (nullable): the template, %NULL if @text does not parse
 */
DSN_PUBLIC DsnTemplate *
dsn_template_new (const char *text, const char *name, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_template_load_file:
 * @path: a template file
 * @error: %DSN_ERROR_IO, or as dsn_template_new()
 *
 * Returns: (transfer full) (nullable): the template, %NULL on failure
 */
DSN_PUBLIC DsnTemplate *
dsn_template_load_file (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_template_load:
 * @folders: (nullable) (array zero-terminated=1): folders to look in first, each laid out as
 *   LANG/ACTION.tmpl
 * @language: (nullable): as for dsn_catalog_get(); a language that a folder of @folders has is known
 *   too
 * @action: which template; not %DSN_ACTION_NONE
 * @error: %DSN_ERROR_NOT_FOUND, or as dsn_template_load_file()
 *
 * Finds LANG/ACTION.tmpl in @folders, in their order, then among the templates compiled in. A
 * catalog.ini in @folders is not read.
 *
 * Returns: (transfer full) (nullable): the template, %NULL on failure
 */
DSN_PUBLIC DsnTemplate *
dsn_template_load (const char *const *folders, const char *language, DsnAction action,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** dsn_template_free: @self: (transfer full) (nullable): a template */
DSN_PUBLIC void dsn_template_free (DsnTemplate *self);

/**
 * dsn_template_render:
 * @self: a template
 * @report: what to fill in
 * @catalog: whose explanations to use
 * @error: %DSN_ERROR_TEMPLATE with the template's name and line, for a name that does not exist
 *
 * Fills the template in and wraps its paragraphs at %DSN_TEMPLATE_WIDTH. Lines that begin with ">"
 * or white space keep their beginning when they are wrapped. What comes from the message is put on
 * one line, escaped as by dsn_text_escape() and cut at 2000 characters. The explanations follow the
 * action: a failed recipient with a status of class 4 gets the texts of class 5.
 *
 * Returns: (transfer full) (nullable): the text in UTF-8, lines ended by LF; %NULL on failure
 */
DSN_PUBLIC char *
dsn_template_render (DsnTemplate *self, const DsnReport *report, const DsnCatalog *catalog,
                     GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * dsn_template_render_subject:
 * @self: a template
 * @report: what to fill in
 * @catalog: whose explanations to use
 * @error: as dsn_template_render()
 *
 * Returns: (transfer full) (nullable): the subject, on one line; %NULL without @error set if the
 *   template has none
 */
DSN_PUBLIC char *
dsn_template_render_subject (DsnTemplate *self, const DsnReport *report, const DsnCatalog *catalog,
                             GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (DsnTemplate, dsn_template_free)

G_END_DECLS
