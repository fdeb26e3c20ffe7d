/* chiosa-format.h
 *
 * What an exchange format is to the rest: one table of functions, one for each format, listed in chiosa-formats.c.
 * Command line, windows, help and tests go by what stands here and know no format by name.
 *
 * Writing is pure: a record gives bytes, whatever came before it, so that articles can be written in any thread and in shards.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-labels.h"
#include "chiosa-losses.h"
#include "chiosa-offsets.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define CHIOSA_FORMAT_ERROR (chiosa_format_error_quark ())
GQuark chiosa_format_error_quark (void);

typedef enum
{
  CHIOSA_FORMAT_ERROR_SYNTAX,      /* not what the format says; the message names file and line */
  CHIOSA_FORMAT_ERROR_OFFSET,      /* a place that is not in the text, or not with the words that should stand there */
  CHIOSA_FORMAT_ERROR_UNSUPPORTED, /* the format cannot do what was asked */
  CHIOSA_FORMAT_ERROR_LOSS,        /* something would be lost and may not be */
  CHIOSA_FORMAT_ERROR_EXISTS,      /* nothing is overwritten */
} ChiosaFormatError;

typedef enum
{
  CHIOSA_FORMAT_READS         = 1 << 0,
  CHIOSA_FORMAT_WRITES        = 1 << 1,
  CHIOSA_FORMAT_STREAM        = 1 << 2,  /* one file holds many articles; otherwise each article has its own file (or files) */
  CHIOSA_FORMAT_TEXT_OPTIONAL = 1 << 3,  /* makes sense without the text of the articles (--text context, none) */
  CHIOSA_FORMAT_DATA_SET      = 1 << 4,  /* a folder with splits, card and checksums around the files (chiosa-data-set.c) */
  CHIOSA_FORMAT_TRANSLATED    = 1 << 5,  /* for people: words of its own in the language of the user; all others are data */
} ChiosaFormatFlags;

typedef enum
{
  CHIOSA_TEXT_FULL,
  CHIOSA_TEXT_CONTEXT,    /* the words of the spans and a little on either side, not the text */
  CHIOSA_TEXT_NONE,       /* places and the hash of the text */
} ChiosaTextMode;

/* A choice that a format offers. */
typedef struct
{
  const char *id;          /* "scheme" */
  const char *name;        /* N_() */
  const char *values[6];   /* ids, NULL behind the last; the first is the default. Shown as they are. */
} ChiosaFormatOption;

#define CHIOSA_FORMAT_MAX_OPTIONS 3

typedef struct _ChiosaFormat ChiosaFormat;

/* What is the same for all articles of one export. Immutable while it runs. */
typedef struct
{
  const ChiosaFormat *format;
  ChiosaTagset       *tagset;
  ChiosaTextMode      text_mode;
  const char         *options[CHIOSA_FORMAT_MAX_OPTIONS];   /* ids of the values chosen; never NULL for those that are there */
} ChiosaWriteContext;

/* The bytes of one article, and what could not be put into them. */
typedef struct _ChiosaOutput ChiosaOutput;

ChiosaOutput *chiosa_output_new          (void);
void          chiosa_output_free         (ChiosaOutput *self);
/* The stream's part of the article, or the article's file with the format's extension. */
GString      *chiosa_output_get_main     (ChiosaOutput *self);
/* A further file of the same article: ".txt". Borrowed. */
GString      *chiosa_output_get_file     (ChiosaOutput *self, const char *extension);
/* The i-th further file, from 0; NULL at the end. */
GString      *chiosa_output_nth_file     (ChiosaOutput *self, guint i, const char **extension);
ChiosaLosses *chiosa_output_get_losses   (ChiosaOutput *self);

/* A file of the whole set, beside those of the articles: "annotation.conf". */
typedef struct
{
  char    *name;
  GString *content;
} ChiosaSetFile;

typedef struct _ChiosaReader ChiosaReader;   /* chiosa-reader.h */

struct _ChiosaFormat
{
  const char         *id;            /* "brat": stable */
  const char         *name;          /* N_("brat standoff") */
  const char         *description;   /* N_(): a plain sentence or two: what it is for, who reads it */
  const char         *extension;     /* ".ann": of the stream or of each article's file; what a reader is given */
  const char         *media_type;    /* "application/jsonl" */
  ChiosaFormatFlags   flags;
  ChiosaOffsetUnit    unit;
  guint               drops;         /* CHIOSA_LOSS_BIT: never carried; counted for every article without the format's doing */
  guint               changes;       /* CHIOSA_LOSS_BIT: sometimes lost; write() counts them itself */
  ChiosaFormatOption  options[CHIOSA_FORMAT_MAX_OPTIONS];   /* id NULL behind the last */

  /* --- Writing; NULL where there is nothing to write -------------------------------------------------------------- */
  /* Streams: before the first article of a file, between two, behind the last. */
  void        (*prologue)  (const ChiosaWriteContext *context, GString *out);
  const char   *separator;
  void        (*epilogue)  (const ChiosaWriteContext *context, GString *out);
  void        (*write)     (const ChiosaWriteContext *context, const ChiosaRecord *record, ChiosaOutput *output);
  /* Appends ChiosaSetFile (element-type of @files) with g_new; context->tagset knows everything that was written. */
  void        (*write_set) (const ChiosaWriteContext *context, GPtrArray *files);

  /* --- Reading ------------------------------------------------------------------------------------------------------ */
  /* How sure @head (the first bytes of a file, NUL-terminated, may be cut anywhere) of the file @name is of this format: 0 to 100. NULL: by extension. */
  guint       (*guess)     (const char *name, const char *head, gsize n_bytes);
  /* Hands every article to chiosa_reader_emit(). FALSE with @error when it cannot go on; what it can go on after is told by
   * chiosa_reader_problem(). */
  gboolean    (*read)      (ChiosaReader *reader, GError **error);
  /* The tag set that comes with the file, or NULL (with no error where there is none). (transfer full) */
  ChiosaTagset *(*read_tagset) (ChiosaReader *reader, GError **error);
};

/* "iob2"; for a context whose format has an option @id. */
const char *chiosa_write_context_get_option (const ChiosaWriteContext *context, const char *id);

void           chiosa_set_file_free (ChiosaSetFile *file);
ChiosaSetFile *chiosa_set_file_new  (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaOutput, chiosa_output_free)

G_END_DECLS
