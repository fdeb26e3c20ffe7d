/* chiosa-completeness.c
 *
 * What is still missing or odd in an annotated article: brings annotations, relations and places together and hands them
 * to the single checks. Changes nothing; what to do about a finding is the user's decision.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-completeness.h"

#include <glib/gi18n-lib.h>

#include "chiosa-annotation-check.h"
#include "chiosa-rule-plan.h"

/* Everything that one run looks at; nothing in it is owned but the containers. */
typedef struct
{
  ChiosaCheck  check;
  GArray      *placed;      /* ChiosaPlaced, live and detached */
  GHashTable  *links;       /* id -> GArray of ChiosaLink */
  const char  *only;        /* of the nesting findings only those of this annotation; NULL: all */
} Run;

typedef struct
{
  ChiosaCheck *check;
  const char  *id;
} RuleTarget;

static void
run_init (Run            *run,
          ChiosaDocument *document)
{
  run->check.tagset = chiosa_document_get_tagset (document);
  run->check.text = chiosa_document_get_text (document);
  run->check.placed = g_hash_table_new (g_str_hash, g_str_equal);
  run->check.findings = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_finding_free);
  run->placed = g_array_new (FALSE, FALSE, sizeof (ChiosaPlaced));
  run->links = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify) g_array_unref);
  run->only = NULL;
}

static GPtrArray *
run_end (Run *run)
{
  g_hash_table_unref (run->check.placed);
  g_hash_table_unref (run->links);
  g_array_unref (run->placed);

  return run->check.findings;
}

static void
run_place (Run                    *run,
           const ChiosaAnnotation *annotation,
           const ChiosaSpan       *spans,
           guint                   n_spans)
{
  ChiosaPlaced placed = { annotation, spans, n_spans };

  g_array_append_val (run->placed, placed);
}

/* To be called when all are placed: the array does not move from then on. */
static void
run_index (Run *run)
{
  for (guint i = 0; i < run->placed->len; i++)
    {
      ChiosaPlaced *placed = &g_array_index (run->placed, ChiosaPlaced, i);

      g_hash_table_insert (run->check.placed, placed->annotation->id, placed);
    }
}

static void
add_link (Run        *run,
          const char *id,
          const char *type,
          gboolean    incoming)
{
  ChiosaLink link = { type, incoming };
  GArray *links = g_hash_table_lookup (run->links, id);

  if (links == NULL)
    {
      links = g_array_new (FALSE, FALSE, sizeof (ChiosaLink));
      g_hash_table_insert (run->links, (gpointer) id, links);
    }

  g_array_append_val (links, link);
}

/* A relation that leads nowhere completes nothing. */
static void
run_link (Run                  *run,
          const ChiosaRelation *relation)
{
  if (!g_hash_table_contains (run->check.placed, relation->from) || !g_hash_table_contains (run->check.placed, relation->to))
    return;

  add_link (run, relation->from, relation->type, FALSE);
  add_link (run, relation->to, relation->type, TRUE);
}

static void
add_unmet_rule (const ChiosaRule *rule,
                gpointer          user_data)
{
  RuleTarget *target = user_data;

  chiosa_check_add (target->check, CHIOSA_FINDING_INCOMPLETE, target->id, rule->id, g_strdup (rule->message));
}

/* More relations of a type from one annotation than the tag set allows. */
static void
check_number_of_relations (Run          *run,
                           const char   *id,
                           const GArray *links)
{
  const ChiosaRelationType *types;
  guint n_types;

  types = chiosa_tagset_get_relations (run->check.tagset, &n_types);

  for (guint i = 0; i < n_types; i++)
    {
      const char *type = g_intern_string (types[i].tag.id);
      guint n = 0;

      if (types[i].max_per_from == 0)
        continue;

      for (guint k = 0; k < links->len; k++)
        {
          const ChiosaLink *link = &g_array_index (links, ChiosaLink, k);

          if (link->type == type && !link->incoming)
            n++;
        }

      if (n > types[i].max_per_from)
        chiosa_check_add (&run->check, CHIOSA_FINDING_ERROR, id, "too-many-relations",
                          /* Translators: the name of a relation, how many there are, how many there may be */
                          g_strdup_printf (_("Too many relations “%s”: %u instead of %u"),
                                           types[i].tag.name, n, types[i].max_per_from));
    }
}

static void
check_placed (Run                *run,
              const ChiosaPlaced *placed)
{
  const ChiosaAnnotation *annotation = placed->annotation;
  const GArray *links = g_hash_table_lookup (run->links, annotation->id);
  RuleTarget target = { &run->check, annotation->id };

  chiosa_check_annotation (&run->check, placed);
  chiosa_rule_plan_check (chiosa_rule_plan_get (run->check.tagset), annotation, links, add_unmet_rule, &target);

  if (links != NULL)
    check_number_of_relations (run, annotation->id, links);
}

static void
add_nesting (ChiosaNestingKind   kind,
             const ChiosaPlaced *placed,
             const ChiosaPlaced *other,
             gpointer            user_data)
{
  Run *run = user_data;
  const char *id = placed->annotation->id;
  const char *other_id = other->annotation->id;

  if (run->only != NULL && !g_str_equal (run->only, id))
    return;

  switch (kind)
    {
    case CHIOSA_NESTING_TOO_DEEP:
      chiosa_check_add (&run->check, CHIOSA_FINDING_WARNING, id, "deep-nesting",
                        g_strdup_printf (ngettext ("Lies deeper than %d level in others of its type",
                                                   "Lies deeper than %d levels in others of its type",
                                                   CHIOSA_NESTING_MAX), CHIOSA_NESTING_MAX));
      break;
    case CHIOSA_NESTING_CROSSING:
      chiosa_check_add (&run->check, CHIOSA_FINDING_WARNING, id, "crossing",
                        /* Translators: %s is the id of another annotation */
                        g_strdup_printf (_("Crosses “%s”, which is of the same type"), other_id));
      break;
    case CHIOSA_NESTING_TWICE:
      chiosa_check_add (&run->check, CHIOSA_FINDING_ERROR, id, "duplicate",
                        /* Translators: %s is the id of another annotation */
                        g_strdup_printf (_("The same words have the same label already, as “%s”"), other_id));
      break;
    default:
      g_assert_not_reached ();
    }
}

/* Sorts a copy: the places must stay where the index points. */
static void
check_nesting (Run *run)
{
  g_autoptr (GArray) live = g_array_new (FALSE, FALSE, sizeof (ChiosaPlaced));

  for (guint i = 0; i < run->placed->len; i++)
    {
      const ChiosaPlaced *placed = &g_array_index (run->placed, ChiosaPlaced, i);

      if (placed->n_spans > 0)
        g_array_append_vals (live, placed, 1);
    }

  chiosa_nesting_check (live, run->check.tagset, add_nesting, run);
}

/* The annotation itself, whatever touches it, and the other ends of its relations. The spans are kept in @spans. */
static void
place_around (Run             *run,
              ChiosaDocument  *document,
              const char      *id,
              const GPtrArray *relations,
              GPtrArray       *spans)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) near = NULL;
  GHashTableIter iter;
  gpointer key;
  ChiosaSpan extent;

  g_hash_table_add (wanted, (gpointer) id);

  for (guint i = 0; i < relations->len; i++)
    {
      const ChiosaRelation *relation = g_ptr_array_index (relations, i);

      g_hash_table_add (wanted, relation->from);
      g_hash_table_add (wanted, relation->to);
    }

  if (chiosa_document_get_extent (document, id, &extent))
    near = chiosa_document_query (document, extent.start, extent.end);

  for (guint i = 0; near != NULL && i < near->len; i++)
    g_hash_table_add (wanted, ((const ChiosaAnnotation *) g_ptr_array_index (near, i))->id);

  g_hash_table_iter_init (&iter, wanted);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      const ChiosaAnnotation *annotation = chiosa_document_find (document, key);
      guint n_spans = 0;

      if (annotation == NULL)
        continue;

      g_ptr_array_add (spans, chiosa_document_get_spans (document, key, &n_spans));
      run_place (run, annotation, g_ptr_array_index (spans, spans->len - 1), n_spans);
    }

  run_index (run);
}

static void
check_article (Run                 *run,
               const ChiosaArticle *article)
{
  const ChiosaAttributeType *types;
  guint n_types;

  if (article == NULL)
    return;

  types = chiosa_tagset_get_article_attributes (run->check.tagset, &n_types);
  chiosa_check_attributes (&run->check, NULL, types, n_types, article->attributes);
}

/**
 * chiosa_completeness_check_one:
 * @document: an article
 * @id: one of its annotations
 *
 * What chiosa_completeness_check() would say of this annotation and of its relations, at the cost of what touches it.
 *
 * Returns: (transfer full) (element-type ChiosaFinding): the findings; none when @id is unknown
 */
GPtrArray *
chiosa_completeness_check_one (ChiosaDocument *document,
                               const char     *id)
{
  g_autoptr (GPtrArray) relations = NULL;
  g_autoptr (GPtrArray) spans = g_ptr_array_new_with_free_func (g_free);
  const ChiosaPlaced *placed;
  Run run;

  run_init (&run, document);

  if (chiosa_document_find (document, id) == NULL)
    return run_end (&run);

  relations = chiosa_document_list_relations (document, id);
  place_around (&run, document, id, relations, spans);

  for (guint i = 0; i < relations->len; i++)
    run_link (&run, g_ptr_array_index (relations, i));

  placed = g_hash_table_lookup (run.check.placed, id);
  check_placed (&run, placed);
  run.only = id;
  check_nesting (&run);

  for (guint i = 0; i < relations->len; i++)
    chiosa_check_relation (&run.check, g_ptr_array_index (relations, i));

  return run_end (&run);
}

/**
 * chiosa_completeness_check:
 * @document: an article
 *
 * The rules of the tag set, the constraints and warnings of reference/domain.md 1.3, and what the tag set does not know.
 * First what is said of each annotation in reading order (detached ones last), then how spans lie in each other,
 * then relations by id, then the article.
 *
 * Returns: (transfer full) (element-type ChiosaFinding): the findings
 */
GPtrArray *
chiosa_completeness_check (ChiosaDocument *document)
{
  g_autoptr (ChiosaSnapshot) snapshot = chiosa_document_snapshot (document);
  Run run;

  run_init (&run, document);

  for (guint i = 0; i < snapshot->items->len; i++)
    {
      const ChiosaSnapshotItem *item = &g_array_index (snapshot->items, ChiosaSnapshotItem, i);
      const ChiosaSpan *spans = (const ChiosaSpan *) snapshot->spans->data + item->first_span;

      run_place (&run, item->annotation, item->n_spans > 0 ? spans : NULL, item->n_spans);
    }

  run_index (&run);

  for (guint i = 0; i < snapshot->relations->len; i++)
    run_link (&run, g_ptr_array_index (snapshot->relations, i));

  for (guint i = 0; i < run.placed->len; i++)
    check_placed (&run, &g_array_index (run.placed, ChiosaPlaced, i));

  check_nesting (&run);

  for (guint i = 0; i < snapshot->relations->len; i++)
    chiosa_check_relation (&run.check, g_ptr_array_index (snapshot->relations, i));

  check_article (&run, snapshot->article);

  return run_end (&run);
}
