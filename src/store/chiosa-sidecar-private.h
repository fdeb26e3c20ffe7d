/* chiosa-sidecar-private.h
 *
 * What the parts of the sidecar's reader and writer share. Not for other rooms.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-json.h"
#include "chiosa-sidecar.h"

G_BEGIN_DECLS

/* Where a detached fragment once stood may be anywhere, but within what the program can count. */
#define CHIOSA_SIDECAR_MAX_OFFSET G_MAXINT32

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
  const ChiosaText *text;           /* NULL: everything stays where the file has it */
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
void              chiosa_sidecar_keep_raw        (ChiosaSidecarReader *self, GPtrArray *raw, const ChiosaJsonSlice *item,
                                                  const ChiosaJsonSlice *id_slot, const char *message);
/* The whole member. */
void              chiosa_sidecar_read_conflicts  (ChiosaSidecarReader *self, const ChiosaJsonSlice *slot);
void              chiosa_sidecar_set_value       (ChiosaAttributes *attributes, const char *name, const ChiosaJsonSlice *value);

/* As chiosa_json_check(), but a file that was merged by lines is CHIOSA_STORE_ERROR_CONFLICT_MARKERS. */
gboolean          chiosa_sidecar_check           (GBytes *bytes, const char *name, GError **error);

/* --- Writing: pieces of what chiosa_sidecar_write() makes --------------------------------------------------------- */
void              chiosa_sidecar_append_value      (GString *out, ChiosaValueKind kind, const char *value);
/* The members state, point and spans, within an object. */
void              chiosa_sidecar_append_place      (GString *out, const ChiosaSnapshot *snapshot, const ChiosaSnapshotItem *item);
void              chiosa_sidecar_append_annotation (GString *out, const ChiosaSnapshot *snapshot, const ChiosaSnapshotItem *item);
void              chiosa_sidecar_append_relation   (GString *out, const ChiosaRelation *relation);
/* The member "conflicts"; nothing where there are none. */
void              chiosa_sidecar_append_conflicts  (GString *out, const ChiosaSidecar *sidecar, const GPtrArray *conflicts);

G_END_DECLS
