/* chiosa-sidecar.h
 *
 * The JSON file beside an article: reading it (untrusted) and writing it (stable, one item per line).
 * Pure: bytes in, values out; knows no files but for the names in messages. Format: data/schemas/sidecar.schema.json, README.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-store-error.h"
#include "chiosa-encoding.h"
#include "chiosa-snapshot.h"

G_BEGIN_DECLS

#define CHIOSA_SIDECAR_MAJOR 1
#define CHIOSA_SIDECAR_MINOR 1

/* Something that was not as it should be and was mended or set apart; the rest was read. */
typedef struct
{
  guint  line;
  char  *id;          /* of the annotation or relation; may be NULL */
  char  *message;     /* for a person */
} ChiosaSidecarProblem;

typedef struct
{
  /* what stands outside the snapshot */
  guint           major, minor;
  gboolean        read_only;        /* newer major version */
  char           *text_sha256;      /* of the text that the offsets are for */
  gsize           text_length;
  char           *tagset_id;        /* may be NULL */
  char           *tagset_version;
  char           *annotator;        /* may be NULL */
  char           *extra;            /* unknown top-level members, raw JSON, or NULL; likewise in "text" and "tagset" */
  char           *text_extra;
  char           *tagset_extra;
  GPtrArray      *raw_items;        /* char*: annotations that cannot be understood, raw JSON; written back behind the others */
  GPtrArray      *raw_relations;    /* char*: likewise */
  GPtrArray      *raw_conflicts;    /* char*: likewise */
  ChiosaSnapshot *snapshot;         /* article, items, relations, conflicts; no text */
  GPtrArray      *problems;         /* ChiosaSidecarProblem */
} ChiosaSidecar;

ChiosaSidecar *chiosa_sidecar_new   (void);
void           chiosa_sidecar_free  (ChiosaSidecar *self);

/**
 * chiosa_sidecar_parse:
 * @text: (nullable): the text of the article as it is now
 * @text_sha256: (nullable): its hash
 *
 * When the hash in the file is that of @text, offsets count (each is still checked against its exact words). When it is not,
 * an annotation whose exact words stand at its offsets stays live; every other becomes detached (re-anchoring is its own subject).
 * Without @text everything is as the file has it: live annotations stand where it says, as far as that is within the length that it
 * names, and have a quote besides with exact, prefix and suffix. That is what chiosa_reanchor() works on.
 *
 * An error means that nothing could be read; the caller must not overwrite the file then.
 */
ChiosaSidecar *chiosa_sidecar_parse (GBytes *bytes, const char *name, const ChiosaText *text,
                                     const char *text_sha256, GError **error);
/* @snapshot with its text; @sidecar gives tag set, annotator and unknown members (its snapshot is not looked at). */
GBytes        *chiosa_sidecar_write (const ChiosaSidecar *sidecar, const ChiosaSnapshot *snapshot,
                                     const ChiosaEncoding *encoding);

/* What a list of articles shows, without building anything else. */
typedef struct
{
  char         *title;              /* may be NULL */
  ChiosaStatus  status;
  guint         n_annotations;      /* live ones, as the file has it */
  guint         n_detached;
} ChiosaSidecarSummary;

gboolean       chiosa_sidecar_peek  (GBytes *bytes, const char *name, ChiosaSidecarSummary *summary, GError **error);

/* The member "attributes" within an object; nothing where there are none. */
void           chiosa_sidecar_append_attributes (GString *out, const ChiosaAttributes *attributes);
/* The members title to status of an article. */
void           chiosa_sidecar_append_details (GString *out, const ChiosaArticle *article);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaSidecar, chiosa_sidecar_free)

G_END_DECLS
