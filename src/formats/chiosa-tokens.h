/* chiosa-tokens.h
 *
 * The words and sentences of a text, for formats that count them; and where annotations fall on them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-losses.h"

G_BEGIN_DECLS

typedef struct
{
  gsize    start;          /* code points; [start, end), never empty, never with white space in it */
  gsize    end;
  guint    sentence;       /* from 0 */
  gboolean space_after;    /* white space or the end of the text follows */
} ChiosaToken;

typedef struct
{
  gsize start;             /* code points: of its first token … */
  gsize end;               /* … to the end of its last */
  guint first_token;
  guint n_tokens;
  guint paragraph;         /* from 0 */
} ChiosaSentence;

typedef struct
{
  GArray *tokens;          /* ChiosaToken, in order */
  GArray *sentences;       /* ChiosaSentence, in order; each has a token */
} ChiosaTokens;

ChiosaTokens *chiosa_tokens_new   (const char *utf8);
void          chiosa_tokens_free  (ChiosaTokens *self);
/* The tokens that [start, end) touches: [first, end_token). FALSE when it touches none (white space only).
 * @moved: (out): whether a border is not that of a token. */
gboolean      chiosa_tokens_cover (const ChiosaTokens *self, gsize start, gsize end, guint *first, guint *end_token, gboolean *moved);

/* One stretch of tokens with one annotation on it. */
typedef struct
{
  guint first;             /* token */
  guint end;               /* token behind it */
  guint item;              /* of the record */
} ChiosaTokenSpan;

/* At most one annotation on each token: of those that overlap the longest stays (on equal length the first). One in several
 * pieces becomes one stretch for each; with @within_sentences also one for each sentence. Counts what is lost: OVERLAP, FRAGMENTS,
 * PLACE, ANNOTATION. (transfer full) (element-type ChiosaTokenSpan): in order. */
GArray       *chiosa_tokens_flatten (const ChiosaTokens *self, const ChiosaRecord *record, gboolean within_sentences, ChiosaLosses *losses);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaTokens, chiosa_tokens_free)

G_END_DECLS
