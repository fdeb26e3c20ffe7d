/* chiosa-formats.h
 *
 * The registry: all formats there are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-format.h"

G_BEGIN_DECLS

/* Ends with NULL; in the order in which they are shown. */
const ChiosaFormat * const *chiosa_formats_list  (void);
const ChiosaFormat         *chiosa_formats_find  (const char *id);
/* The format that can read @path, by name and first bytes; NULL with an error when it cannot be told. */
const ChiosaFormat         *chiosa_formats_guess (const char *path, GError **error);

/* Values for @context or a reader out of "scheme=bioes". FALSE when the format has no such option or value. */
gboolean  chiosa_format_set_option     (const ChiosaFormat *format, const char **options, const char *setting, GError **error);
void      chiosa_format_default_options (const ChiosaFormat *format, const char **options);
/* What the format cannot carry: drops and changes. */
guint     chiosa_format_get_losses     (const ChiosaFormat *format);

extern const ChiosaFormat chiosa_format_jsonl;
extern const ChiosaFormat chiosa_format_huggingface;
extern const ChiosaFormat chiosa_format_brat;
extern const ChiosaFormat chiosa_format_conll;
extern const ChiosaFormat chiosa_format_conllu;
extern const ChiosaFormat chiosa_format_webanno_tsv;
extern const ChiosaFormat chiosa_format_cas_json;
extern const ChiosaFormat chiosa_format_spacy;
extern const ChiosaFormat chiosa_format_doccano;
extern const ChiosaFormat chiosa_format_label_studio;
extern const ChiosaFormat chiosa_format_web_annotation;
extern const ChiosaFormat chiosa_format_tei;
extern const ChiosaFormat chiosa_format_claimreview;
extern const ChiosaFormat chiosa_format_citron;
extern const ChiosaFormat chiosa_format_table;
extern const ChiosaFormat chiosa_format_html;
extern const ChiosaFormat chiosa_format_text;
extern const ChiosaFormat chiosa_format_markdown;
extern const ChiosaFormat chiosa_format_csv;

G_END_DECLS
