/* store-fixture.h
 *
 * A folder of its own for each test, and short words for files in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct
{
  char *folder;
} Fixture;

void      fixture_set_up    (Fixture *fixture, gconstpointer data);
void      fixture_tear_down (Fixture *fixture, gconstpointer data);

/* (transfer full) */
char     *in_folder         (Fixture *fixture, const char *name);
void      put               (Fixture *fixture, const char *name, const char *content, gssize length);
/* (transfer full): the content with a NUL behind it; fails when there is none. @length may be NULL. */
char     *get               (Fixture *fixture, const char *name, gsize *length);
void      assert_content    (Fixture *fixture, const char *name, const char *content);
gboolean  there_is          (Fixture *fixture, const char *name);
/* How many files there are, hidden ones too. */
guint     count_files       (Fixture *fixture);

#define add_test(path, function) \
  g_test_add (path, Fixture, NULL, fixture_set_up, function, fixture_tear_down)

G_END_DECLS
