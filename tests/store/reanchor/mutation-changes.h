/* mutation-changes.h
 *
 * What people and programs do to an article while nobody looks.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "mutation-articles.h"

/* @language: where words and sentences that are put in come from. */
typedef void (*ChangeFunc) (Article *article, const Language *language, GRand *rand);

/* How a kind is counted. */
typedef enum
{
  COUNTED,       /* in the totals */
  COUNTED_APART, /* on a line of its own: heavy rewriting */
  OTHER,         /* another article: nothing may be attached */
} Counting;

typedef struct
{
  const char *name;
  ChangeFunc  change;
  Counting    counting;
} Change;

extern const Change changes[];
extern const guint n_changes;
