/* chiosa-brat.c
 *
 * brat standoff: what it is to the rest, and how an article is written: NAME.txt with the very text, NAME.ann with a line for
 * everything that is said about it.
 *
 * Where brat has no place of its own: texts, numbers, links and dates, and all attributes of relations, are notes of a kind that is
 * called like the attribute; several lines of one text are several notes. The identifier "kb_id" is an N line where it is a
 * Wikidata item or of the form DATABASE:KEY. brat has numbered ids; ours stay where they are numbered like that already.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-brat-private.h"
#include "chiosa-formats.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- Places ------------------------------------------------------------------------------------------------------- */

static gboolean
is_break (gunichar c)
{
  return c == '\n' || c == '\r';
}

/* The pieces of [start, end) between line breaks. */
static void
add_pieces (const ChiosaText *text,
            ChiosaSpan        span,
            GArray           *pieces)
{
  gsize at = span.start;

  while (at < span.end)
    {
      ChiosaSpan piece = { at, at };

      while (piece.end < span.end && !is_break (chiosa_text_get_char (text, piece.end)))
        piece.end++;
      if (piece.end > piece.start)
        g_array_append_val (pieces, piece);
      at = piece.end + 1;
    }
}

/* Whether nothing but line breaks, and not too many, is between two pieces: whoever reads them takes them for one. */
static gboolean
would_join (const ChiosaText *text,
            gsize             end,
            gsize             start)
{
  gsize at = end;

  while (at < start && at - end < CHIOSA_BRAT_MAX_BREAKS && is_break (chiosa_text_get_char (text, at)))
    at++;

  return at == start;
}

/* Counts what reading back will find at another place, or in other pieces. */
static void
check_places (ChiosaBratWriter *self,
              const char       *id,
              const ChiosaSpan *spans,
              guint             n_spans,
              const GArray     *pieces)
{
  gboolean moved = FALSE;
  guint n_joined = 0;

  for (guint i = 0; i < n_spans; i++)
    moved |= is_break (chiosa_text_get_char (self->text, spans[i].start)) || is_break (chiosa_text_get_char (self->text, spans[i].end - 1));
  for (guint i = 1; i < pieces->len; i++)
    n_joined += would_join (self->text, g_array_index (pieces, ChiosaSpan, i - 1).end, g_array_index (pieces, ChiosaSpan, i).start);

  if (moved)
    chiosa_losses_add (self->losses, CHIOSA_LOSS_PLACE, id, NULL);
  else if (pieces->len - n_joined != n_spans)
    chiosa_losses_add (self->losses, CHIOSA_LOSS_FRAGMENTS, id, NULL);
}

/* (transfer full) (element-type ChiosaSpan): empty when there is nothing but line breaks */
static GArray *
list_pieces (ChiosaBratWriter *self,
             guint             i)
{
  GArray *pieces = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  guint n;
  const ChiosaSpan *spans = chiosa_record_get_spans (self->record, i, &n);

  for (guint s = 0; s < n; s++)
    add_pieces (self->text, spans[s], pieces);
  if (pieces->len > 0)
    check_places (self, chiosa_record_get (self->record, i)->id, spans, n, pieces);

  return pieces;
}

void
chiosa_brat_append_words (GString          *out,
                          const ChiosaText *text,
                          const GArray     *pieces)
{
  for (guint i = 0; i < pieces->len; i++)
    {
      const ChiosaSpan *piece = &g_array_index (pieces, ChiosaSpan, i);
      g_autofree char *words = chiosa_text_get_slice (text, piece->start, piece->end);

      if (i > 0)
        g_string_append_c (out, ' ');
      g_string_append (out, words);
    }
}

/* --- Ids ---------------------------------------------------------------------------------------------------------- */

static gboolean
is_numbered (const char *id,
             char        letter)
{
  gsize n = strlen (id);

  return id[0] == letter && n > 1 && n < 10 && id[1] != '0' && strspn (id + 1, "0123456789") == n - 1;
}

/* @id where it is numbered as brat has it, otherwise the next number that no other has. */
static char *
number_id (const char *id,
           char        letter,
           GHashTable *taken,
           guint      *last)
{
  char *numbered;

  if (is_numbered (id, letter))
    return g_strdup (id);

  for (;;)
    {
      numbered = g_strdup_printf ("%c%u", letter, ++*last);
      if (!g_hash_table_contains (taken, numbered))
        return numbered;
      g_free (numbered);
    }
}

static gboolean
is_event (const ChiosaAnnotation *annotation)
{
  return g_str_equal (annotation->type, CHIOSA_BRAT_EVENT);
}

/* --- Text-bound lines --------------------------------------------------------------------------------------------- */

static void
write_text_bound (ChiosaBratWriter *self,
                  guint             i,
                  const char       *id)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);
  const GArray *pieces = g_ptr_array_index (self->pieces, i);
  g_autofree char *joined = chiosa_labels_join (self->context->tagset, annotation->type, annotation->label);
  g_autofree char *name = chiosa_labels_to_id (joined);

  if (!g_str_equal (name, joined))
    chiosa_losses_add (self->losses, CHIOSA_LOSS_LABEL, annotation->id, joined);

  g_string_append_printf (self->out, "%s\t%s", id, name);
  for (guint p = 0; p < pieces->len; p++)
    {
      const ChiosaSpan *piece = &g_array_index (pieces, ChiosaSpan, p);

      g_string_append_printf (self->out, "%c%" G_GSIZE_FORMAT " %" G_GSIZE_FORMAT, p == 0 ? ' ' : ';', piece->start, piece->end);
    }
  g_string_append_c (self->out, '\t');
  chiosa_brat_append_words (self->out, self->text, pieces);
  g_string_append_c (self->out, '\n');
}

static ChiosaBratRoles *
roles_new (void)
{
  ChiosaBratRoles *self = g_new0 (ChiosaBratRoles, 1);

  self->text = g_string_new (NULL);
  self->counts = g_hash_table_new (g_str_hash, g_str_equal);

  return self;
}

static void
roles_free (gpointer data)
{
  ChiosaBratRoles *self = data;

  if (self == NULL)
    return;

  g_string_free (self->text, TRUE);
  g_hash_table_unref (self->counts);
  g_free (self);
}

static GHashTable *
list_ids (const ChiosaRecord *record)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);
  const ChiosaRelation *relation;

  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    g_hash_table_add (ids, chiosa_record_get (record, i)->id);
  for (guint i = 0; (relation = chiosa_record_get_relation (record, i, NULL, NULL)) != NULL; i++)
    g_hash_table_add (ids, relation->id);

  return ids;
}

static void
write_text_bounds (ChiosaBratWriter *self,
                   GHashTable       *taken)
{
  guint last = 0, last_event = 0;

  for (guint i = 0; i < chiosa_record_get_n (self->record); i++)
    {
      const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);
      GArray *pieces = list_pieces (self, i);
      char *id = NULL, *target = NULL;

      g_ptr_array_add (self->pieces, pieces);

      if (pieces->len == 0)
        chiosa_losses_add (self->losses, CHIOSA_LOSS_ANNOTATION, annotation->id, annotation->type);
      else
        {
          id = number_id (annotation->id, 'T', taken, &last);
          write_text_bound (self, i, id);
          target = is_event (annotation) ? g_strdup_printf ("E%u", ++last_event) : g_strdup (id);
        }

      g_ptr_array_add (self->ids, id);
      g_ptr_array_add (self->targets, target);
      g_ptr_array_add (self->roles, target != NULL && is_event (annotation) ? roles_new () : NULL);
    }
}

/* --- Relations ---------------------------------------------------------------------------------------------------- */

static gboolean
has_details (const ChiosaRelation *relation)
{
  return relation->note != NULL || chiosa_attributes_get_n (relation->attributes) > 0;
}

/* A relation of which nothing is said, from an event: a role of it. Symmetric ones are none, and what ends in a digit would be
 * taken for another filler. */
static gboolean
is_role (const ChiosaBratWriter *self,
         const ChiosaRelation   *relation,
         guint                   from)
{
  g_autofree char *id = chiosa_labels_to_id (relation->type);
  const ChiosaRelationType *type;

  if (g_ptr_array_index (self->roles, from) == NULL || has_details (relation) || !g_str_equal (id, relation->type)
      || g_ascii_isdigit (relation->type[strlen (relation->type) - 1]))
    return FALSE;

  type = self->context->tagset != NULL ? chiosa_tagset_find_relation (self->context->tagset, relation->type) : NULL;

  return type == NULL || !type->symmetric;
}

/* The second and later fillers of a role are numbered. */
static void
add_role (ChiosaBratRoles *roles,
          const char      *role,
          const char      *target)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (roles->counts, role)) + 1;

  g_hash_table_insert (roles->counts, (gpointer) role, GUINT_TO_POINTER (n));
  if (n == 1)
    g_string_append_printf (roles->text, " %s:%s", role, target);
  else
    g_string_append_printf (roles->text, " %s%u:%s", role, n, target);
}

static void
write_relation (ChiosaBratWriter     *self,
                const ChiosaRelation *relation,
                const char           *id,
                const char           *from,
                const char           *to)
{
  g_autofree char *type = chiosa_labels_to_id (relation->type);

  if (!g_str_equal (type, relation->type))
    chiosa_losses_add (self->losses, CHIOSA_LOSS_RELATION_DETAIL, relation->id, relation->type);

  g_string_append_printf (self->out, "%s\t%s Arg1:%s Arg2:%s\t\n", id, type, from, to);
}

/* Roles go to the lines of their events; the ids of the others are returned, in order, NULL for those that have none. */
static GPtrArray *
write_relations (ChiosaBratWriter *self,
                 GHashTable       *taken)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  const ChiosaRelation *relation;
  guint from, to, last = 0;

  for (guint i = 0; (relation = chiosa_record_get_relation (self->record, i, &from, &to)) != NULL; i++)
    {
      const char *a = g_ptr_array_index (self->targets, from), *b = g_ptr_array_index (self->targets, to);
      char *id = NULL;

      if (a == NULL || b == NULL)
        chiosa_losses_add (self->losses, CHIOSA_LOSS_RELATION, relation->id, relation->type);
      else if (is_role (self, relation, from))
        add_role (g_ptr_array_index (self->roles, from), relation->type, b);
      else
        {
          id = number_id (relation->id, 'R', taken, &last);
          write_relation (self, relation, id, a, b);
        }
      g_ptr_array_add (ids, id);
    }

  return ids;
}

static void
write_events (ChiosaBratWriter *self)
{
  for (guint i = 0; i < self->roles->len; i++)
    {
      const ChiosaBratRoles *roles = g_ptr_array_index (self->roles, i);
      const ChiosaAnnotation *annotation = chiosa_record_get (self->record, i);
      g_autofree char *joined = NULL, *name = NULL;

      if (roles == NULL)
        continue;

      joined = chiosa_labels_join (self->context->tagset, annotation->type, annotation->label);
      name = chiosa_labels_to_id (joined);
      g_string_append_printf (self->out, "%s\t%s:%s%s\n", (char *) g_ptr_array_index (self->targets, i), name,
                              (char *) g_ptr_array_index (self->ids, i), roles->text->str);
    }
}

/* --- The article -------------------------------------------------------------------------------------------------- */

static void
write_text (const ChiosaRecord *record,
            ChiosaOutput       *output)
{
  /* Whoever reads it may take the first character for a byte-order mark. */
  if (g_str_has_prefix (record->utf8, "\xef\xbb\xbf"))
    chiosa_losses_add (chiosa_output_get_losses (output), CHIOSA_LOSS_TEXT, NULL, "U+FEFF");

  g_string_append (chiosa_output_get_file (output, ".txt"), record->utf8);
}

static void
write_article (const ChiosaWriteContext *context,
               const ChiosaRecord       *record,
               ChiosaOutput             *output)
{
  g_autoptr (GHashTable) taken = list_ids (record);
  g_autoptr (GPtrArray) relation_ids = NULL;
  const ChiosaRelation *relation;
  ChiosaBratWriter self = {
    .context = context,
    .record = record,
    .text = record->snapshot->text,
    .out = chiosa_output_get_main (output),
    .losses = chiosa_output_get_losses (output),
    .ids = g_ptr_array_new_with_free_func (g_free),
    .targets = g_ptr_array_new_with_free_func (g_free),
    .pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref),
    .roles = g_ptr_array_new_with_free_func (roles_free),
  };

  write_text (record, output);
  write_text_bounds (&self, taken);
  relation_ids = write_relations (&self, taken);
  write_events (&self);
  chiosa_brat_write_details (&self);
  for (guint i = 0; (relation = chiosa_record_get_relation (record, i, NULL, NULL)) != NULL; i++)
    if (g_ptr_array_index (relation_ids, i) != NULL)
      chiosa_brat_write_relation_notes (&self, relation, g_ptr_array_index (relation_ids, i));

  g_ptr_array_unref (self.ids);
  g_ptr_array_unref (self.targets);
  g_ptr_array_unref (self.pieces);
  g_ptr_array_unref (self.roles);
}

/* A line that begins as one of an annotation does: "T1", "#2" and a tab. */
static gboolean
begins_like_a_line (const char *head)
{
  gsize n = strspn (head + 1, "0123456789");

  return strchr ("TERAMN#", *head) != NULL && n > 0 && head[1 + n] == '\t';
}

static guint
guess (const char *name,
       const char *head,
       gsize       n_bytes)
{
  gboolean like = n_bytes > 0 && begins_like_a_line (head);

  if (g_str_has_suffix (name, ".ann"))
    return like || n_bytes == 0 ? 95 : 40;
  if (g_str_has_suffix (name, ".a1"))
    return like ? 90 : 30;

  return 0;
}

const ChiosaFormat chiosa_format_brat = {
  .id = "brat",
  .name = N_("brat standoff"),
  .description = N_("A text file and a file of annotations for each article, and the tag set as annotation.conf: for brat and the many tools and corpora that follow it. Annotations get numbers for ids."),
  .extension = ".ann",
  .media_type = "text/plain",
  .flags = CHIOSA_FORMAT_READS | CHIOSA_FORMAT_WRITES,
  .unit = CHIOSA_UNIT_CODE_POINTS,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_PROVENANCE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ARTICLE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED)
           | CHIOSA_LOSS_BIT (CHIOSA_LOSS_EXTRA),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_TEXT) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_PLACE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_FRAGMENTS)
             | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ANNOTATION) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_LABEL) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ATTRIBUTE)
             | CHIOSA_LOSS_BIT (CHIOSA_LOSS_NOTE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION_DETAIL),
  .write = write_article,
  .write_set = chiosa_brat_write_set,
  .guess = guess,
  .read = chiosa_brat_read,
  .read_tagset = chiosa_brat_read_tagset,
};
