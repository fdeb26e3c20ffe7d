/* fuzz-states.h
 *
 * What a document has been, by its revisions: the slow model of its history.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-document.h"
#include "chiosa-journal-state.h"

G_BEGIN_DECLS

typedef struct
{
  ChiosaDocument     *document;   /* owned */
  ChiosaText         *follower;   /* hears only "text-edited", as a buffer does */
  GHashTable         *seen;       /* revisions -> dump */
  char               *first;      /* dump */
  ChiosaJournalState *journal;    /* a document that hears only what a recovery journal would have written */
  ChiosaSnapshot     *written;    /* what it has */
  ChiosaEdit         *since;      /* of the text, since then */
} FuzzStates;

typedef enum
{
  FUZZ_STATE_NEW,              /* may be one that was never seen */
  FUZZ_STATE_KNOWN,            /* the history led here: it must have been seen */
} FuzzState;

FuzzStates *fuzz_states_new   (const char *text);
/* The state of now is the one that was seen under its revisions. */
void        fuzz_states_check (FuzzStates *self, FuzzState state);
/* Everything undone is the start; everything redone is the end. Frees. */
void        fuzz_states_end   (FuzzStates *self);

G_END_DECLS
