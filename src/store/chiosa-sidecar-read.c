/* chiosa-sidecar-read.c
 *
 * A sidecar from anywhere: what stands at its top, and every item in turn (chiosa-sidecar-read-item.c).
 * The bytes are checked as a whole first; then the file is cut into items, so that no tree of it is ever built.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-sidecar-private.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

/* More than a person reads; the rest is counted. */
#define MAX_PROBLEMS 1000
#define MAX_ATTRIBUTES 1000

enum { FORMAT, VERSION, TEXT, TAGSET, ANNOTATOR, ARTICLE, ANNOTATIONS, RELATIONS, CONFLICTS, N_TOP };

static const ChiosaJsonMember top_members[N_TOP] = {
  [FORMAT] = CHIOSA_JSON_MEMBER ("format"),
  [VERSION] = CHIOSA_JSON_MEMBER ("version"),
  [TEXT] = CHIOSA_JSON_MEMBER ("text"),
  [TAGSET] = CHIOSA_JSON_MEMBER ("tagset"),
  [ANNOTATOR] = CHIOSA_JSON_MEMBER ("annotator"),
  [ARTICLE] = CHIOSA_JSON_MEMBER ("article"),
  [ANNOTATIONS] = CHIOSA_JSON_MEMBER ("annotations"),
  [RELATIONS] = CHIOSA_JSON_MEMBER ("relations"),
  [CONFLICTS] = CHIOSA_JSON_MEMBER ("conflicts"),
};

enum { SHA256, LENGTH, CHARSET, BOM, NEWLINE, N_TEXT };

static const ChiosaJsonMember text_members[N_TEXT] = {
  [SHA256] = CHIOSA_JSON_MEMBER ("sha256"),
  [LENGTH] = CHIOSA_JSON_MEMBER ("length"),
  [CHARSET] = CHIOSA_JSON_MEMBER ("charset"),
  [BOM] = CHIOSA_JSON_MEMBER ("bom"),
  [NEWLINE] = CHIOSA_JSON_MEMBER ("newline"),
};

enum { TAGSET_ID, TAGSET_VERSION, N_TAGSET };

static const ChiosaJsonMember tagset_members[N_TAGSET] = {
  [TAGSET_ID] = CHIOSA_JSON_MEMBER ("id"),
  [TAGSET_VERSION] = CHIOSA_JSON_MEMBER ("version"),
};

enum { TITLE, AUTHOR, PUBLISHER, URL, DATE, LANGUAGE, LICENCE, NOTE, STATUS, ATTRIBUTES, N_ARTICLE };

static const ChiosaJsonMember article_members[N_ARTICLE] = {
  [TITLE] = CHIOSA_JSON_MEMBER ("title"),
  [AUTHOR] = CHIOSA_JSON_MEMBER ("author"),
  [PUBLISHER] = CHIOSA_JSON_MEMBER ("publisher"),
  [URL] = CHIOSA_JSON_MEMBER ("url"),
  [DATE] = CHIOSA_JSON_MEMBER ("date"),
  [LANGUAGE] = CHIOSA_JSON_MEMBER ("language"),
  [LICENCE] = CHIOSA_JSON_MEMBER ("licence"),
  [NOTE] = CHIOSA_JSON_MEMBER ("note"),
  [STATUS] = CHIOSA_JSON_MEMBER ("status"),
  [ATTRIBUTES] = CHIOSA_JSON_MEMBER ("attributes"),
};

void
chiosa_sidecar_problem (ChiosaSidecarReader *self,
                        guint                line,
                        const char          *id,
                        const char          *message,
                        ...)
{
  ChiosaSidecarProblem *problem;
  va_list args;

  if (self->sidecar->problems->len >= MAX_PROBLEMS)
    {
      self->n_dropped++;
      return;
    }

  problem = g_new0 (ChiosaSidecarProblem, 1);
  problem->line = line;
  problem->id = g_strdup (id);
  va_start (args, message);
  problem->message = g_strdup_vprintf (message, args);
  va_end (args);
  g_ptr_array_add (self->sidecar->problems, problem);
}

char *
chiosa_sidecar_read_string (ChiosaSidecarReader   *self,
                            const ChiosaJsonSlice *slot,
                            const char            *id,
                            const char            *member)
{
  char *string;

  if (slot->start == NULL)
    return NULL;

  string = chiosa_json_slice_string (slot);
  if (string == NULL)
    chiosa_sidecar_problem (self, slot->line, id, _("“%s” must be a string; it is left out"), member);

  return string;
}

void
chiosa_sidecar_set_value (ChiosaAttributes      *attributes,
                          const char            *name,
                          const ChiosaJsonSlice *value)
{
  g_autofree char *text = NULL;
  char kind = chiosa_json_slice_kind (value);

  switch (kind)
    {
    case 's':
      text = chiosa_json_slice_string (value);
      chiosa_attributes_set (attributes, name, CHIOSA_VALUE_TEXT, text);
      return;
    case 't':
      chiosa_attributes_set (attributes, name, CHIOSA_VALUE_FLAG, "true");
      return;
    case 'f':
      chiosa_attributes_set (attributes, name, CHIOSA_VALUE_FLAG, "false");
      return;
    default:
      text = chiosa_json_slice_dup (value);
      chiosa_attributes_set (attributes, name, kind == 'n' ? CHIOSA_VALUE_NUMBER : CHIOSA_VALUE_JSON, text);
    }
}

/* A set of attributes is made for a few: a hundred thousand would take minutes. */
gboolean
chiosa_sidecar_attributes_fit (const ChiosaJsonSlice *slot)
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  guint n = 0;

  if (slot->start == NULL || !chiosa_json_cursor_init (&cursor, slot))
    return TRUE;

  while (n <= MAX_ATTRIBUTES && chiosa_json_cursor_next_raw (&cursor, NULL, &value))
    n++;

  return n <= MAX_ATTRIBUTES;
}

ChiosaAttributes *
chiosa_sidecar_read_attributes (ChiosaSidecarReader   *self,
                                const ChiosaJsonSlice *slot,
                                const char            *id)
{
  g_autoptr (ChiosaAttributes) attributes = NULL;
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice value;
  char *name;

  if (slot->start == NULL)
    return NULL;
  if (!chiosa_json_cursor_init (&cursor, slot) || cursor.opening != '{')
    {
      chiosa_sidecar_problem (self, slot->line, id, _("“%s” must be an object; it is left out"), "attributes");
      return NULL;
    }
  if (!chiosa_sidecar_attributes_fit (slot))
    {
      chiosa_sidecar_problem (self, slot->line, id, _("there are more than 1000 attributes; they are left out"));
      return NULL;
    }

  while (chiosa_json_cursor_next (&cursor, &name, &value))
    {
      if (attributes == NULL)
        attributes = chiosa_attributes_new ();
      chiosa_sidecar_set_value (attributes, name, &value);
      g_free (name);
    }

  return g_steal_pointer (&attributes);
}

/* --- The top of the file ---------------------------------------------------------------------------------------- */

static gboolean
fail (GError          **error,
      ChiosaStoreError  code,
      const char       *name,
      guint             line,
      const char       *reason)
{
  g_set_error (error, CHIOSA_STORE_ERROR, code, _("“%s”, line %u: %s"), name, line, reason);
  return FALSE;
}

static gboolean
read_number (const char **at,
             guint       *number)
{
  gsize n = strspn (*at, "0123456789");

  if (n == 0 || n > 6)
    return FALSE;

  *number = atoi (*at);
  *at += n;
  return TRUE;
}

/* "MAJOR.MINOR" */
static gboolean
read_version (ChiosaSidecar         *sidecar,
              const ChiosaJsonSlice *slot)
{
  g_autofree char *version = chiosa_json_slice_string (slot);
  const char *at = version;

  return version != NULL && read_number (&at, &sidecar->major) && *at++ == '.'
         && read_number (&at, &sidecar->minor) && *at == '\0';
}

static gboolean
check_kind (const ChiosaJsonSlice *slot,
            char                   kind,
            const char            *member,
            const char            *name,
            GError               **error)
{
  g_autofree char *reason = NULL;

  if (chiosa_json_slice_kind (slot) == kind)
    return TRUE;

  reason = kind == '[' ? g_strdup_printf (_("“%s” must be an array"), member)
                       : g_strdup_printf (_("“%s” must be an object"), member);
  return fail (error, CHIOSA_STORE_ERROR_INVALID, name, slot->line, reason);
}

/* What must be right before anything is read. A newer major version may have its own ideas of the rest. */
static gboolean
check_top (ChiosaSidecar         *sidecar,
           const ChiosaJsonSlice *slots,
           const char            *name,
           GError               **error)
{
  if (slots[FORMAT].start == NULL || !chiosa_json_slice_equal (&slots[FORMAT], "chiosa-sidecar"))
    return fail (error, CHIOSA_STORE_ERROR_INVALID, name, MAX (slots[FORMAT].line, 1),
                 _("this is not a file of annotations: “format” is not “chiosa-sidecar”"));
  if (!read_version (sidecar, &slots[VERSION]))
    return fail (error, CHIOSA_STORE_ERROR_INVALID, name, MAX (slots[VERSION].line, 1),
                 _("“version” must be a string like “1.0”"));

  sidecar->read_only = sidecar->major > CHIOSA_SIDECAR_MAJOR;
  if (sidecar->read_only)
    return TRUE;

  if (slots[ANNOTATIONS].start == NULL)
    return fail (error, CHIOSA_STORE_ERROR_INVALID, name, 1, _("“annotations” is missing"));

  return check_kind (&slots[ANNOTATIONS], '[', "annotations", name, error)
         && (slots[RELATIONS].start == NULL || check_kind (&slots[RELATIONS], '[', "relations", name, error))
         && (slots[ARTICLE].start == NULL || check_kind (&slots[ARTICLE], '{', "article", name, error));
}

static char *
take_extra (GString *extra)
{
  return extra != NULL ? g_string_free_and_steal (extra) : NULL;
}

static void
read_text (ChiosaSidecarReader   *self,
           const ChiosaJsonSlice *slot,
           const char            *text_sha256)
{
  ChiosaSidecar *sidecar = self->sidecar;
  ChiosaJsonSlice slots[N_TEXT] = { 0 };
  GString *extra = NULL;
  guint64 length = 0;

  if (slot->start == NULL || !chiosa_json_read_members (slot, text_members, N_TEXT, slots, ",", &extra)
      || slots[SHA256].start == NULL)
    chiosa_sidecar_problem (self, MAX (slot->line, 1), NULL,
                            _("the file does not say which text it belongs to; places are checked by their words"));

  sidecar->text_sha256 = chiosa_sidecar_read_string (self, &slots[SHA256], NULL, "sha256");
  if (slots[LENGTH].start != NULL && !chiosa_json_slice_uint (&slots[LENGTH], &length))
    chiosa_sidecar_problem (self, slots[LENGTH].line, NULL, _("“%s” must be a whole number; it is left out"), "length");
  sidecar->text_length = length;
  sidecar->text_extra = take_extra (extra);
  self->same_text = self->text != NULL && g_strcmp0 (sidecar->text_sha256, text_sha256) == 0;
  if (self->text == NULL && length > 0)
    self->length = MIN (length, self->length);
}

static void
read_tagset (ChiosaSidecarReader   *self,
             const ChiosaJsonSlice *slot)
{
  ChiosaJsonSlice slots[N_TAGSET] = { 0 };
  GString *extra = NULL;

  if (slot->start == NULL)
    return;
  if (!chiosa_json_read_members (slot, tagset_members, N_TAGSET, slots, ",", &extra))
    chiosa_sidecar_problem (self, slot->line, NULL, _("“%s” must be an object; it is left out"), "tagset");

  self->sidecar->tagset_id = chiosa_sidecar_read_string (self, &slots[TAGSET_ID], NULL, "id");
  self->sidecar->tagset_version = chiosa_sidecar_read_string (self, &slots[TAGSET_VERSION], NULL, "version");
  self->sidecar->tagset_extra = take_extra (extra);
}

static void
read_status (ChiosaSidecarReader   *self,
             const ChiosaJsonSlice *slot,
             ChiosaStatus          *status)
{
  g_autofree char *string = chiosa_sidecar_read_string (self, slot, NULL, "status");

  if (string != NULL && !chiosa_status_from_string (string, status))
    chiosa_sidecar_problem (self, slot->line, NULL, _("“status” must be new, in-progress or done; it is left out"));
}

static ChiosaArticle *
read_article (ChiosaSidecarReader   *self,
              const ChiosaJsonSlice *slot)
{
  g_autoptr (ChiosaArticle) article = chiosa_article_new ();
  ChiosaJsonSlice slots[N_ARTICLE] = { 0 };
  GString *extra = NULL;
  char **texts[] = { [TITLE] = &article->title, [AUTHOR] = &article->author, [PUBLISHER] = &article->publisher,
                     [URL] = &article->url, [DATE] = &article->date, [LANGUAGE] = &article->language,
                     [LICENCE] = &article->licence, [NOTE] = &article->note };

  if (slot->start == NULL || !chiosa_json_read_members (slot, article_members, N_ARTICLE, slots, ",", &extra))
    return g_steal_pointer (&article);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = chiosa_sidecar_read_string (self, &slots[i], NULL, article_members[i].name);
  read_status (self, &slots[STATUS], &article->status);
  article->attributes = chiosa_sidecar_read_attributes (self, &slots[ATTRIBUTES], NULL);
  article->extra = take_extra (extra);
  return g_steal_pointer (&article);
}

static void
read_each (ChiosaSidecarReader   *self,
           const ChiosaJsonSlice *slot,
           void                 (*read_one) (ChiosaSidecarReader *, const ChiosaJsonSlice *))
{
  ChiosaJsonCursor cursor;
  ChiosaJsonSlice item;

  if (slot->start == NULL || !chiosa_json_cursor_init (&cursor, slot) || cursor.opening != '[')
    return;

  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    read_one (self, &item);
}

static void
read_all (ChiosaSidecarReader   *self,
          const ChiosaJsonSlice *slots,
          const char            *text_sha256)
{
  ChiosaSidecar *sidecar = self->sidecar;
  ChiosaSnapshot *snapshot = sidecar->snapshot;

  read_text (self, &slots[TEXT], text_sha256);
  read_tagset (self, &slots[TAGSET]);
  sidecar->annotator = chiosa_sidecar_read_string (self, &slots[ANNOTATOR], NULL, "annotator");
  snapshot->article = read_article (self, &slots[ARTICLE]);
  read_each (self, &slots[ANNOTATIONS], chiosa_sidecar_read_annotation);
  read_each (self, &slots[RELATIONS], chiosa_sidecar_read_relation);
  chiosa_sidecar_read_conflicts (self, &slots[CONFLICTS]);

  chiosa_snapshot_sort (snapshot);

  if (self->n_dropped > 0)
    {
      g_ptr_array_set_size (sidecar->problems, MAX_PROBLEMS - 1);
      chiosa_sidecar_problem (self, 0, NULL,
                              ngettext ("%u more problem", "%u more problems", self->n_dropped + 1), self->n_dropped + 1);
    }
}

static void
reader_clear (ChiosaSidecarReader *self)
{
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->relation_ids);
  g_array_unref (self->fragments);
  g_array_unref (self->spans);
}

/* Documented in the header. */
ChiosaSidecar *
chiosa_sidecar_parse (GBytes            *bytes,
                      const char        *name,
                      const ChiosaText  *text,
                      const char        *text_sha256,
                      GError           **error)
{
  g_autoptr (ChiosaSidecar) sidecar = chiosa_sidecar_new ();
  ChiosaSidecarReader self = { .sidecar = sidecar, .text = text };
  ChiosaJsonSlice slots[N_TOP] = { 0 };
  ChiosaJsonSlice whole = { .line = 1 };
  GString *extra = NULL;

  g_return_val_if_fail (bytes != NULL && name != NULL, NULL);

  whole.start = g_bytes_get_data (bytes, &whole.length);
  if (!chiosa_sidecar_check (bytes, name, error))
    return NULL;

  if (!chiosa_json_read_members (&whole, top_members, N_TOP, slots, ",\n", &extra))
    {
      fail (error, CHIOSA_STORE_ERROR_INVALID, name, 1, _("this is not a file of annotations: it must be an object"));
      return NULL;
    }
  sidecar->extra = take_extra (extra);
  if (!check_top (sidecar, slots, name, error))
    return NULL;

  self.length = text != NULL ? chiosa_text_get_length (text) : CHIOSA_SIDECAR_MAX_OFFSET;
  self.ids = g_hash_table_new (g_str_hash, g_str_equal);
  self.relation_ids = g_hash_table_new (g_str_hash, g_str_equal);
  self.fragments = g_array_new (FALSE, FALSE, sizeof (ChiosaSidecarFragment));
  self.spans = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));
  read_all (&self, slots, text_sha256);
  reader_clear (&self);

  return g_steal_pointer (&sidecar);
}
