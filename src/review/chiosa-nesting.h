/* chiosa-nesting.h
 *
 * How the spans of one type lie in each other: too deep, crossing, twice the same. Private to this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-annotation.h"
#include "chiosa-tagset.h"

G_BEGIN_DECLS

#define CHIOSA_NESTING_MAX 3

typedef enum
{
  CHIOSA_NESTING_TOO_DEEP,
  CHIOSA_NESTING_CROSSING,
  CHIOSA_NESTING_TWICE,      /* the same type, label and fragments */
} ChiosaNestingKind;

/* A live annotation with its place; all borrowed. */
typedef struct
{
  const ChiosaAnnotation *annotation;
  const ChiosaSpan       *spans;
  guint                   n_spans;
} ChiosaPlaced;

/* @other: the earlier one that it crosses or repeats; the innermost around it where it is too deep. */
typedef void (*ChiosaNestingFunc) (ChiosaNestingKind kind, const ChiosaPlaced *placed, const ChiosaPlaced *other,
                                   gpointer user_data);

/* @placed: ChiosaPlaced, put into reading order here. */
void chiosa_nesting_check (GArray *placed, ChiosaTagset *tagset, ChiosaNestingFunc func, gpointer user_data);

G_END_DECLS
