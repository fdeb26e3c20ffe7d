/* formats-fixture.h
 *
 * Random annotated articles, and what becomes of them on the way through a format and back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-formats.h"
#include "chiosa-reader.h"

G_BEGIN_DECLS

/* The sentence of all worked examples, with its emoji: "😀 Ana Ruiz said taxes fell 3%." Source 2–10, claim 16–29, relation attributed_to. */
ChiosaRecord *formats_example_record (void);
/* Nesting, fragments, emoji, combining marks, CRLF, right-to-left, every kind of attribute, notes, relations, metadata. */
ChiosaRecord *formats_random_record  (GRand *rand, ChiosaTagset *tagset, guint index);

/* The bytes of one record; further files and losses by the output. @settings: "scheme=bioes", or NULL. (transfer full) */
ChiosaOutput *formats_write_one      (const ChiosaFormat *format, ChiosaTagset *tagset, const char *setting, const ChiosaRecord *record);
/* Files in @folder as an export makes them; (transfer full) (element-type utf8): those to be read. @losses (may be NULL): the sum. */
GPtrArray    *formats_write          (const ChiosaFormat *format, ChiosaTagset *tagset, const char *setting, GPtrArray *records,
                                      const char *folder, ChiosaLosses *losses);
/* (transfer full) (element-type ChiosaRecord): what is in the file. @problems: (element-type utf8) "12: message"; must not be NULL. */
GPtrArray    *formats_read           (const ChiosaFormat *format, ChiosaTagset *tagset, const char *setting, const char *path,
                                      GPtrArray *problems, GError **error);
/* Likewise for literal content, in a file of a temporary folder. */
GPtrArray    *formats_read_string    (const ChiosaFormat *format, ChiosaTagset *tagset, const char *setting, const char *content, gssize length,
                                      GPtrArray *problems, GError **error);

/* Same text, same annotations (type, label, fragments, attributes, notes) and relations, ids aside. @except: CHIOSA_LOSS_BIT of what need not
 * be the same: ATTRIBUTE, NOTE, RELATION, RELATION_DETAIL, ARTICLE. Fails the test with both sides printed. */
void          formats_assert_same    (const ChiosaRecord *expected, const ChiosaRecord *found, guint except);
/* @n random articles through the format and back; nothing lost but the kinds in @except. */
void          formats_assert_round_trip (const ChiosaFormat *format, const char *setting, guint seed, guint n, guint except);

/* (transfer full): a new temporary folder; formats_remove_folder() removes it with what is in it. */
char         *formats_make_folder    (void);
void          formats_remove_folder  (char *folder);

G_END_DECLS
