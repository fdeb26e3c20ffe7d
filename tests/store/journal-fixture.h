/* journal-fixture.h
 *
 * Articles with a journal that are changed at random, and what their journal says. On top of store-fixture.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-journal.h"
#include "store-fixture.h"

G_BEGIN_DECLS

#define BOTH (CHIOSA_SAVE_TEXT | CHIOSA_SAVE_ANNOTATIONS)

extern const char article[];

/* Text and sidecar as one string: two documents are the same when this is. (transfer full), as all strings here */
char               *serialise (const ChiosaSnapshot *snapshot);
char               *serialise_document (ChiosaArticleFile *file);
char               *serialise_disk (const char *path);
ChiosaArticleFile  *open_article (const char *path);
void                edit_article (ChiosaArticleFile *file, gsize start, gsize end, const char *text);
void                save_article (ChiosaArticleFile *file, ChiosaSaveFlags flags);
void                flush_journal (ChiosaJournal *journal);
void                random_step (ChiosaDocument *document, GRand *rand);
char               *journal_folder (void);
/* The only one; NULL where there is none. */
char               *find_journal (void);
GBytes             *read_journal (void);
gsize               journal_size (void);
/* NULL where nothing can be recovered. @saved may be NULL. */
char               *replay (GBytes *bytes, char **saved);
gboolean            is_modified (ChiosaArticleFile *file);
void                assert_journal_is_document (ChiosaArticleFile *file);

/* Runs the tests with a state folder of their own; @add_all adds them. */
int                 run_journal_tests (int argc, char *argv[], void (*add_all) (void));

G_END_DECLS
