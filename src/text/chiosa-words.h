/* chiosa-words.h
 *
 * A text as a row of numbered words, so that texts can be compared: the same word has the same number.
 * Not the words that a person sees selected: those are chiosa-segment.h's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-text.h"

G_BEGIN_DECLS

typedef enum
{
  CHIOSA_WORDS_LITERAL,      /* the same word: the same code points */
  CHIOSA_WORDS_NORMALISED,   /* the same word: canonically equivalent (NFC) */
} ChiosaWordsKind;

/* Gives words their numbers. Borrows the letters of the texts whose words it has seen: those must live as long. */
typedef struct _ChiosaVocabulary ChiosaVocabulary;

/* Code points [start, end). */
typedef struct
{
  guint32 start;
  guint32 end;
} ChiosaWord;

typedef struct
{
  gunichar   *chars;
  gsize       n_chars;
  ChiosaWord *words;
  guint32    *ids;       /* by word */
  gsize       n_words;
} ChiosaWords;

ChiosaVocabulary *chiosa_vocabulary_new   (ChiosaWordsKind kind);
void              chiosa_vocabulary_free  (ChiosaVocabulary *self);
/* The number of the word without case and marks. */
guint32           chiosa_vocabulary_fold  (ChiosaVocabulary *self, guint32 id);
gsize             chiosa_vocabulary_get_n (const ChiosaVocabulary *self);

ChiosaWords      *chiosa_words_new        (ChiosaVocabulary *vocabulary, const char *utf8);
ChiosaWords      *chiosa_words_new_for_text (ChiosaVocabulary *vocabulary, const ChiosaText *text);
void              chiosa_words_free       (ChiosaWords *self);
/* The first word that ends behind @offset; n_words where there is none. */
gsize             chiosa_words_find       (const ChiosaWords *self, gsize offset);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaVocabulary, chiosa_vocabulary_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaWords, chiosa_words_free)

G_END_DECLS
