/* chiosa-companion-private.h
 *
 * What reading the member "chiosa" (chiosa-companion-read.c) and putting it onto an article (chiosa-companion-place.c) share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-companion.h"

G_BEGIN_DECLS

/* Members of an annotation, and of a relation. */
enum
{
  KNOWN_NAME, KNOWN_ID, KNOWN_TYPE, KNOWN_LABEL, KNOWN_SPANS, KNOWN_ATTRIBUTES, KNOWN_NOTE, KNOWN_CREATOR, KNOWN_CREATED, KNOWN_ORIGIN,
  KNOWN_SUGGESTER, KNOWN_CONFIDENCE, KNOWN_EDITED, KNOWN_REVIEW, KNOWN_EXTRA, N_KNOWN
};

enum
{
  KNOWN_R_ID, KNOWN_R_TYPE, KNOWN_R_FROM, KNOWN_R_TO, KNOWN_R_ATTRIBUTES, KNOWN_R_NOTE, KNOWN_R_CREATOR, KNOWN_R_CREATED, KNOWN_R_EXTRA,
  N_KNOWN_R
};

typedef struct
{
  ChiosaJsonSlice slots[N_KNOWN];
  char           *name;
  char           *id;
  GArray         *spans;     /* ChiosaSpan */
} ChiosaKnown;

typedef struct
{
  ChiosaJsonSlice slots[N_KNOWN_R];
  gboolean        used;
} ChiosaKnownRelation;

struct _ChiosaCompanion
{
  ChiosaReader    *reader;
  char            *annotator;
  ChiosaJsonSlice  article;
  GPtrArray       *known;         /* ChiosaKnown, in order */
  GHashTable      *by_id;         /* id → ChiosaKnown, borrowed */
  GHashTable      *wholes;        /* "a1-2" → "a1", borrowed value */
  GPtrArray       *ordered;       /* ChiosaKnownRelation, borrowed */
  GHashTable      *relations;     /* "from\nto\ntype" → GPtrArray of ChiosaKnownRelation */
};

/* Of members that may be missing. (transfer full): NULL where there is none, or something else. @but: a member that is left out. */
char             *chiosa_companion_text       (const ChiosaJsonSlice *slot);
char             *chiosa_companion_members    (const ChiosaJsonSlice *slot, const char *but);
ChiosaAttributes *chiosa_companion_attributes (const ChiosaJsonSlice *slot);
/* Of a relation, in the table of known ones. (transfer full) */
char             *chiosa_companion_key        (const char *from, const char *to, const char *type);
/* What there is in @extra stays over what is in @more (members; may be NULL). */
void              chiosa_companion_merge      (char **extra, const char *more);

G_END_DECLS
