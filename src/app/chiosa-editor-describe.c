/* chiosa-editor-describe.c
 *
 * An annotation in words, as a screen reader says them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-editor-private.h"
#include "chiosa-short-words.h"

#include <glib/gi18n.h>

/* Characters of an annotation's words that fit into a sentence. */
#define QUOTE_LENGTH 60

/* "attributed to “Vanity Fair”", seen from @id. */
static void
append_relation (ChiosaEditor         *self,
                 GString              *out,
                 const ChiosaRelation *relation,
                 const char           *id)
{
  const ChiosaRelationType *type = chiosa_tagset_find_relation (chiosa_document_get_tagset (self->document), relation->type);
  const char *name = type ? type->tag.name : relation->type;
  gboolean outgoing = g_strcmp0 (relation->from, id) == 0;
  g_autofree char *quote = chiosa_editor_short_quote (self, outgoing ? relation->to : relation->from);

  g_string_append (out, "; ");
  if (outgoing || (type && type->symmetric))
    /* Translators: a relation and its other end: attributed to “Vanity Fair” */
    g_string_append_printf (out, C_("relation", "%s “%s”"), name, quote);
  else
    /* Translators: %1$s is a relation like "attributed to", %2$s the words at its beginning: the relation comes from there */
    g_string_append_printf (out, C_("relation", "%1$s, from “%2$s”"), name, quote);
}

char *
chiosa_editor_short_quote (ChiosaEditor *self,
                           const char   *id)
{
  g_autofree char *quote = NULL;

  if (!chiosa_document_find (self->document, id))
    return g_strdup (id);

  quote = chiosa_document_get_quote (self->document, id);
  return chiosa_short_words (quote, QUOTE_LENGTH);
}

const char *
chiosa_editor_type_name (ChiosaEditor *self,
                         const char   *type)
{
  const ChiosaSpanType *known = type ? chiosa_tagset_find_type (chiosa_document_get_tagset (self->document), type) : NULL;

  return known ? known->tag.name : (type ? type : "");
}

const char *
chiosa_editor_label_name (ChiosaEditor *self,
                          const char   *type,
                          const char   *label)
{
  const ChiosaTag *known = chiosa_tagset_find_label (chiosa_document_get_tagset (self->document), type, label);

  if (known)
    return known->name;

  return label && *label ? label : chiosa_editor_type_name (self, type);
}

/**
 * chiosa_editor_describe:
 * @id: an annotation
 *
 * Returns: (transfer full): "Claim, Fact: “…”; attributed to “Vanity Fair”"; "" when there is no such annotation
 */
char *
chiosa_editor_describe (ChiosaEditor *self,
                        const char   *id)
{
  const ChiosaAnnotation *annotation = chiosa_document_find (self->document, id);
  g_autoptr (GPtrArray) relations = NULL;
  g_autofree char *quote = NULL;
  GString *out;
  const char *type;
  const char *label;

  if (!annotation)
    return g_strdup ("");

  out = g_string_new (NULL);
  quote = chiosa_editor_short_quote (self, id);
  type = chiosa_editor_type_name (self, annotation->type);
  label = chiosa_editor_label_name (self, annotation->type, annotation->label);

  if (annotation->label && *annotation->label)
    /* Translators: type, label and words of an annotation: Claim, Fact: “Amazon pays no taxes” */
    g_string_append_printf (out, C_("annotation", "%s, %s: “%s”"), type, label, quote);
  else
    /* Translators: type and words of an annotation: Claim: “Amazon pays no taxes” */
    g_string_append_printf (out, C_("annotation", "%s: “%s”"), type, quote);

  if (annotation->state == CHIOSA_STATE_DETACHED)
    g_string_append_printf (out, "; %s", _("its words are no longer in the text"));

  relations = chiosa_document_list_relations (self->document, id);
  for (guint i = 0; i < relations->len; i++)
    append_relation (self, out, g_ptr_array_index (relations, i), id);

  return g_string_free (out, FALSE);
}

/**
 * chiosa_editor_describe_at:
 * @offset: code points
 *
 * Returns: (transfer full): every annotation there, one per line, or a sentence that there is none
 */
char *
chiosa_editor_describe_at (ChiosaEditor *self,
                           gsize         offset)
{
  g_autoptr (GPtrArray) found = chiosa_document_query (self->document, offset, offset + 1);
  GString *out;

  if (found->len == 0)
    return g_strdup (_("No annotation here"));

  out = g_string_new (NULL);
  for (guint i = 0; i < found->len; i++)
    {
      const ChiosaAnnotation *annotation = g_ptr_array_index (found, i);
      g_autofree char *description = chiosa_editor_describe (self, annotation->id);

      if (i > 0)
        g_string_append_c (out, '\n');
      g_string_append (out, description);
    }

  return g_string_free (out, FALSE);
}
