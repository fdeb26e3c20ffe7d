/* chiosa-sidecar-private.h
 *
 * What the parts of the sidecar's reader share. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-json.h"
#include "chiosa-sidecar.h"

G_BEGIN_DECLS

/* One object of "spans": a slice is empty where the member is missing or no string. */
typedef struct
{
  ChiosaSpan      span;
  gboolean        placed;     /* start and end are sane */
  ChiosaJsonSlice exact;
  ChiosaJsonSlice prefix;
  ChiosaJsonSlice suffix;
} ChiosaSidecarFragment;

typedef struct
{
  ChiosaSidecar    *sidecar;
  const ChiosaText *text;
  gsize             length;         /* code points of text */
  gboolean          same_text;      /* the offsets in the file are for this text */
  GHashTable       *ids;            /* borrowed keys: of the annotations read so far */
  GHashTable       *relation_ids;
  GArray           *fragments;      /* ChiosaSidecarFragment, of the annotation being read */
  GArray           *spans;          /* ChiosaSpan; likewise */
  guint             n_dropped;      /* problems beyond what is listed */
} ChiosaSidecarReader;

/* @id: borrowed, may be NULL. @message: for a person, translated. */
void              chiosa_sidecar_problem         (ChiosaSidecarReader *self, guint line, const char *id,
                                                  const char *message, ...) G_GNUC_PRINTF (4, 5);

/* The value of a member that should be a string; NULL, with a problem where it is something else. */
char             *chiosa_sidecar_read_string     (ChiosaSidecarReader *self, const ChiosaJsonSlice *slot,
                                                  const char *id, const char *member);
ChiosaAttributes *chiosa_sidecar_read_attributes (ChiosaSidecarReader *self, const ChiosaJsonSlice *slot, const char *id);
gboolean          chiosa_sidecar_attributes_fit  (const ChiosaJsonSlice *slot);
void              chiosa_sidecar_read_annotation (ChiosaSidecarReader *self, const ChiosaJsonSlice *item);
void              chiosa_sidecar_read_relation   (ChiosaSidecarReader *self, const ChiosaJsonSlice *item);

G_END_DECLS
