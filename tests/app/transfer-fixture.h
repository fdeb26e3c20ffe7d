/* transfer-fixture.h
 *
 * A real window with a folder of articles, and hands to work the import and export dialogs with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-window-private.h"

G_BEGIN_DECLS

#define FIRST  "Bezos answers Trump\n\nJeff Bezos said that Amazon pays its taxes.\n"
#define SECOND "A second article\n\nNothing happens in it.\n"

typedef struct
{
  ChiosaApplication *application;
  GSettings         *settings;
  ChiosaWindow      *window;       /* NULL once it has gone */
  char              *top;          /* everything is in it */
  char              *folder;       /* of the articles */
  char              *target;       /* where exports and imports go */
  char              *first;
  char              *second;
} Fixture;

typedef gboolean (*Condition) (Fixture *fixture);

/* To be called once. */
void       fixture_begin       (int *argc, char ***argv);
void       fixture_set_up      (Fixture *fixture, gconstpointer data);
void       fixture_tear_down   (Fixture *fixture, gconstpointer data);

/* Turns the main loop until @condition holds; a test that waits ten seconds has failed. */
void       fixture_wait_for    (Fixture *fixture, Condition condition);
void       fixture_settle      (void);
/* Lists the folder and shows its first article. */
void       fixture_open_folder (Fixture *fixture);
/* The window goes while its dialog works; waits until nothing is left of both. */
void       fixture_leave       (Fixture *fixture);
gboolean   fixture_is_loaded   (Fixture *fixture);
gboolean   fixture_is_gone     (Fixture *fixture);
gboolean   fixture_is_idle     (Fixture *fixture);   /* no dialog is working */

void       fixture_write       (const char *path, const char *contents);
char      *fixture_read        (const char *path);   /* NULL when it is not there */
guint      fixture_count_files (const char *folder);
void       fixture_annotate    (Fixture *fixture, gsize start, gsize end, const char *type, const char *label);

void       fixture_activate    (Fixture *fixture, const char *action);
AdwDialog *fixture_get_dialog  (Fixture *fixture);
/* Of the template child @id in the page that is shown. */
gpointer   fixture_find        (Fixture *fixture, const char *id);
void       fixture_click       (Fixture *fixture, const char *id);
/* The first button inside of @id. */
void       fixture_click_in    (Fixture *fixture, const char *id);
/* "ChiosaExportStartPage" */
gboolean   fixture_shows       (Fixture *fixture, const char *page);
void       fixture_assert_page (Fixture *fixture, const char *page);
/* Every page of the dialog fits a phone, every button in it has a name. */
void       fixture_assert_good (Fixture *fixture);

G_END_DECLS
