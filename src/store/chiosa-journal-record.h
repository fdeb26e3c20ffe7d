/* chiosa-journal-record.h
 *
 * The file format of a journal: a line of magic, then records of length, kind, checksum and content. Each checksum covers the one before,
 * so that a good record has nothing but good records before it. What is in them is chiosa-journal-state.h's. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CHIOSA_JOURNAL_CHAIN 8

typedef enum
{
  CHIOSA_JOURNAL_KIND_HEADER = 1,   /* of which article, once, first */
  CHIOSA_JOURNAL_KIND_SAVED,        /* all of it, as it is on the disk */
  CHIOSA_JOURNAL_KIND_STATE,        /* all of it, where what is on the disk is not known */
  CHIOSA_JOURNAL_KIND_CHANGE,       /* what is different from the record before */
  CHIOSA_JOURNAL_KIND_SAVE,         /* not in journals: text and sidecar that are to be written (chiosa-save-record.c) */
} ChiosaJournalKind;

/* Adds the magic; @chain then goes from record to record. */
void        chiosa_journal_record_begin (GByteArray *out, guint8 *chain);
void        chiosa_journal_record_add   (GByteArray *out, guint8 *chain, ChiosaJournalKind kind, GByteArray *content);

typedef struct
{
  const guint8 *at;
  const guint8 *end;
  guint8        chain[CHIOSA_JOURNAL_CHAIN];
} ChiosaJournalReader;

/* FALSE: no journal, or one of a version that is not known. */
gboolean    chiosa_journal_reader_init (ChiosaJournalReader *self, const guint8 *data, gsize length);
/* The content of the next good record (transfer full); NULL at the end, or where the rest is damaged. */
GByteArray *chiosa_journal_reader_next (ChiosaJournalReader *self, ChiosaJournalKind *kind);

/* What the header record says. */
typedef struct
{
  char    *path;               /* of the article, absolute */
  char    *annotator;          /* may be NULL */
  char    *charset;            /* how the article is read */
  char    *article_sha256;     /* of the bytes of the files as they are on the disk; NULL: there is none */
  char    *sidecar_sha256;
  guint64  article_size;       /* bytes */
  gint64   pid;
  gint64   time;               /* seconds since 1970 */
} ChiosaJournalHeader;

void        chiosa_journal_header_clear  (ChiosaJournalHeader *self);
void        chiosa_journal_header_pack   (const ChiosaJournalHeader *self, GByteArray *out);
/* @data: the beginning of a journal is enough. */
gboolean    chiosa_journal_header_read   (ChiosaJournalHeader *self, const guint8 *data, gsize length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ChiosaJournalHeader, chiosa_journal_header_clear)

G_END_DECLS
