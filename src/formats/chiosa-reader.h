/* chiosa-reader.h
 *
 * What a format's read() works with: the file, names to tag set, where articles go, where complaints go.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-format.h"
#include "chiosa-lines.h"

G_BEGIN_DECLS

/* Takes @record. FALSE ends the reading. */
typedef gboolean (*ChiosaReaderFound)   (ChiosaRecord *record, gpointer data, GError **error);
/* Something was left out; the rest is read. @line 0: none. @message: for a person, translated, without file and line. */
typedef void     (*ChiosaReaderProblem) (const char *file, guint line, const char *message, gpointer data);

/* The text of the article @name, whose hash was @sha256, where a data set comes without texts. @same: (out): whether the hash is that of the
 * text found. (transfer full), or NULL with an error. */
typedef char    *(*ChiosaReaderFindText) (const char *name, const char *sha256, gboolean *same, gpointer data, GError **error);

struct _ChiosaReader
{
  /*< read-only for formats >*/
  const ChiosaFormat  *format;
  const char          *path;        /* of the file */
  const char          *shown;       /* the same for messages */
  const char          *name;        /* for a record, where the file has no better one: the file's name without extension */
  ChiosaTagset        *tagset;      /* NULL: none yet, names go to CHIOSA_LABELS_UNKNOWN_TYPE */
  const char          *options[CHIOSA_FORMAT_MAX_OPTIONS];
  GCancellable        *cancellable;
  guint                n_emitted;
  guint                n_problems;
  /*< private >*/
  ChiosaReaderFound    found;
  ChiosaReaderProblem  problem;
  ChiosaReaderFindText find_text;   /* NULL: there are no texts to be found */
  gpointer             data;
};

/* The whole file, at most 64 MiB. */
GBytes      *chiosa_reader_read_all  (ChiosaReader *self, GError **error);
/* The same as text: UTF-8, UTF-16 with a byte-order mark, or an error that names line and byte. Line ends stay, a byte-order mark does not. (transfer full) */
char        *chiosa_reader_read_text (ChiosaReader *self, GError **error);
/* The same for another file: of another extension (".txt") or name ("annotation.conf") beside the file. Errors NOT_FOUND as G_IO_ERROR. */
char        *chiosa_reader_read_beside (ChiosaReader *self, const char *extension_or_name, GError **error);
ChiosaLines *chiosa_reader_open_lines (ChiosaReader *self, GError **error);
ChiosaLines *chiosa_reader_open_lines_beside (ChiosaReader *self, const char *extension_or_name, GError **error);

/* (transfer full): a text for a record that comes without; NULL with an error that says what to do. */
char        *chiosa_reader_find_text (ChiosaReader *self, const char *name, const char *sha256, gboolean *same, GError **error);
/* Takes @record: checks, orders, hands it on. */
gboolean     chiosa_reader_emit      (ChiosaReader *self, ChiosaRecord *record, GError **error);
void         chiosa_reader_problem   (ChiosaReader *self, guint line, const char *message, ...) G_GNUC_PRINTF (3, 4);
/* As a problem with the words of @error; frees it. */
void         chiosa_reader_problem_error (ChiosaReader *self, guint line, GError *error);
/* Sets CHIOSA_FORMAT_ERROR_SYNTAX: “file”, line N: message. Returns FALSE. */
gboolean     chiosa_reader_fail      (ChiosaReader *self, guint line, GError **error, const char *message, ...) G_GNUC_PRINTF (4, 5);

/* A new annotation of what one name means, with origin IMPORT and suggester the format's id. @id: of the file; one that is no valid id
 * or NULL is replaced. */
ChiosaAnnotation *chiosa_reader_new_annotation (ChiosaReader *self, const char *id, const char *name);
ChiosaAnnotation *chiosa_reader_new_typed      (ChiosaReader *self, const char *id, const char *type, const char *label);
/* Sets an attribute by the kind that the tag set has for it: "true" is a flag or a text. */
void         chiosa_reader_set_attribute (ChiosaReader *self, ChiosaAnnotation *annotation, const char *name, const char *value);
/* Adds a member to what is kept in the sidecar for the tool it came from: extra = "brat":{…}. @json: one value. */
void         chiosa_extra_add        (char **extra, const char *key, const char *json);
const char  *chiosa_reader_get_option (ChiosaReader *self, const char *id);

G_END_DECLS
