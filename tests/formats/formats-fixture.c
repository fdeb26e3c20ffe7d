/* formats-fixture.c
 *
 * Random annotated articles, and what becomes of them on the way through a format and back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-tagset-file.h"

#include <glib/gstdio.h>
#include <string.h>

#define EXAMPLE "😀 Ana Ruiz said taxes fell 3%."

static const char * const pieces[] = {
  "Ana Ruiz", "said", "taxes", "fell", "3%", "😀", "👩‍👩‍👧", "e\xcc\x81t\xc3\xa9", "Zürich", "l’Italia", "“no”", "<b>&amp;</b>", "\"q\"", "a\\b",
  "قالت الوزيرة", "שלום", "北京大学", "ไทย", "x\xc2\xa0y", "\tend", "Mr. Q.", "U.S.", "—", "…", "𝒳𝒴", "_underscore_", "[1]", "|", "*", "co-op", "#tag", "a;b",
};
static const char * const ends[] = { ". ", "\n", "\n\n", "\r\n", "! ", ".\n", "  " };

static char *
make_text (GRand *rand)
{
  GString *text = g_string_new (NULL);
  guint n = g_rand_int_range (rand, 1, 60);

  for (guint i = 0; i < n; i++)
    {
      g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
      if (g_rand_int_range (rand, 0, 6) == 0)
        g_string_append (text, ends[g_rand_int_range (rand, 0, G_N_ELEMENTS (ends))]);
      else if (i + 1 < n)
        g_string_append_c (text, ' ');
    }

  return g_string_free (text, FALSE);
}

static const char *
make_value (GRand                     *rand,
            const ChiosaAttributeType *attribute,
            ChiosaValueKind           *kind)
{
  static const char * const texts[] = { "plain", "two words", "q\"uote; and, more", "naïve 😀", "a\\b [x] | _ *" };

  *kind = CHIOSA_VALUE_TEXT;
  switch (attribute->kind)
    {
    case CHIOSA_ATTRIBUTE_CHOICE:
      return attribute->values[g_rand_int_range (rand, 0, attribute->n_values)].id;

    case CHIOSA_ATTRIBUTE_FLAG:
      *kind = CHIOSA_VALUE_FLAG;
      return "true";

    case CHIOSA_ATTRIBUTE_NUMBER:
      *kind = CHIOSA_VALUE_NUMBER;
      return "12.50";

    case CHIOSA_ATTRIBUTE_LINK:
      return "https://example.org/check?a=1&b=2";

    case CHIOSA_ATTRIBUTE_DATE:
      return "2026-03-01";

    case CHIOSA_ATTRIBUTE_TEXT:
    default:
      return texts[g_rand_int_range (rand, 0, G_N_ELEMENTS (texts))];
    }
}

static void
set_attributes (GRand            *rand,
                ChiosaTagset     *tagset,
                ChiosaAnnotation *annotation)
{
  g_autoptr (GPtrArray) types = chiosa_tagset_list_attributes (tagset, annotation->type, annotation->label);

  for (guint i = 0; i < types->len; i++)
    {
      const ChiosaAttributeType *attribute = g_ptr_array_index (types, i);
      ChiosaValueKind kind;
      const char *value = make_value (rand, attribute, &kind);

      if (g_rand_int_range (rand, 0, 3) == 0 && g_strcmp0 (value, attribute->default_value) != 0)
        chiosa_annotation_set_attribute (annotation, attribute->id, kind, value);
    }
}

static gboolean
is_space_at (const ChiosaRecord *record,
             gsize               offset)
{
  return g_unichar_isspace (chiosa_text_get_char (record->snapshot->text, offset));
}

/* Up to three pieces that neither begin nor end with white space. */
static guint
make_spans (GRand              *rand,
            const ChiosaRecord *record,
            ChiosaSpan         *spans)
{
  guint wanted = g_rand_int_range (rand, 0, 5) == 0 ? g_rand_int_range (rand, 2, 4) : 1, n = 0;
  gsize at = g_rand_int_range (rand, 0, record->length);

  for (guint i = 0; i < wanted && at < record->length; i++)
    {
      gsize start = at, size = g_rand_int_range (rand, 1, 30), end = MIN (at + size, record->length);

      while (start < end && is_space_at (record, start))
        start++;
      while (end > start && is_space_at (record, end - 1))
        end--;
      if (start < end)
        spans[n++] = (ChiosaSpan) { start, end };
      at = end + g_rand_int_range (rand, 1, 10);
    }

  return n;
}

/* Two of the same kind on the same places are one for every reader. */
static gboolean
is_there (const ChiosaRecord *record,
          const char         *type,
          const ChiosaSpan   *spans,
          guint               n_spans)
{
  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    {
      guint n;
      const ChiosaSpan *others = chiosa_record_get_spans (record, i, &n);

      if (g_str_equal (chiosa_record_get (record, i)->type, type) && chiosa_spans_equal (others, n, spans, n_spans))
        return TRUE;
    }

  return FALSE;
}

static void
add_annotation (GRand        *rand,
                ChiosaTagset *tagset,
                ChiosaRecord *record)
{
  guint n_types, n_spans;
  const ChiosaSpanType *types = chiosa_tagset_get_types (tagset, &n_types);
  const ChiosaSpanType *type = &types[g_rand_int_range (rand, 0, n_types)];
  const char *label = type->n_labels > 0 ? type->labels[g_rand_int_range (rand, 0, type->n_labels)].id : "";
  ChiosaSpan spans[3];
  g_autofree char *id = g_strdup_printf ("a%u", chiosa_record_get_n (record));
  ChiosaAnnotation *annotation;
  g_autoptr (GError) error = NULL;

  n_spans = make_spans (rand, record, spans);
  if (n_spans == 0 || is_there (record, type->tag.id, spans, n_spans))
    return;

  annotation = chiosa_annotation_new (id, type->tag.id, label);
  set_attributes (rand, tagset, annotation);
  if (g_rand_int_range (rand, 0, 5) == 0)
    annotation->note = g_strdup (g_rand_boolean (rand) ? "to be checked" : "Two lines;\nwith \"quotes\" and 😀");
  chiosa_record_add (record, annotation, spans, n_spans, &error);
  g_assert_no_error (error);
}

static void
add_relation (GRand        *rand,
              ChiosaTagset *tagset,
              ChiosaRecord *record)
{
  guint n = chiosa_record_get_n (record);
  const ChiosaAnnotation *from = chiosa_record_get (record, g_rand_int_range (rand, 0, n));
  const ChiosaAnnotation *to = chiosa_record_get (record, g_rand_int_range (rand, 0, n));
  g_autoptr (GPtrArray) types = chiosa_tagset_list_relations (tagset, from->type, to->type);
  g_autofree char *id = g_strdup_printf ("r%u", record->snapshot->relations->len);
  const ChiosaRelationType *type;
  const ChiosaRelation *other;

  if (types->len == 0 || from == to)
    return;

  type = g_ptr_array_index (types, g_rand_int_range (rand, 0, types->len));
  for (guint i = 0; (other = chiosa_record_get_relation (record, i, NULL, NULL)) != NULL; i++)
    if (g_str_equal (other->type, type->tag.id) && g_str_equal (other->from, from->id) && g_str_equal (other->to, to->id))
      return;

  g_assert_true (chiosa_record_add_relation (record, chiosa_relation_new (id, type->tag.id, from->id, to->id), NULL));
}

static void
set_article (GRand        *rand,
             ChiosaRecord *record)
{
  ChiosaArticle *article = chiosa_record_edit_article (record);

  article->title = g_strdup ("Taxes “fell”, says <Ruiz>");
  article->language = g_strdup ("en");
  article->url = g_strdup ("https://example.org/a?b=1&c=2");
  article->date = g_strdup ("2026-01-15");
  article->status = g_rand_boolean (rand) ? CHIOSA_STATUS_DONE : CHIOSA_STATUS_NEW;
  if (g_rand_boolean (rand))
    article->author = g_strdup ("A. Ñandú");
}

ChiosaRecord *
formats_random_record (GRand        *rand,
                       ChiosaTagset *tagset,
                       guint         index)
{
  g_autofree char *name = g_strdup_printf ("article-%u", index);
  ChiosaRecord *record = chiosa_record_new (name, make_text (rand));
  guint n = g_rand_int_range (rand, 0, 20);

  for (guint i = 0; i < n; i++)
    add_annotation (rand, tagset, record);
  for (guint i = 0; i < n && chiosa_record_get_n (record) > 1; i++)
    add_relation (rand, tagset, record);
  set_article (rand, record);
  record->index = index;
  chiosa_record_order (record);

  return record;
}

ChiosaRecord *
formats_example_record (void)
{
  ChiosaRecord *record = chiosa_record_new ("article-1", g_strdup (EXAMPLE));
  ChiosaSpan source = { 2, 10 }, claim = { 16, 29 };

  g_assert_true (chiosa_record_add (record, chiosa_annotation_new ("s1", "source", "SRC_PERSON"), &source, 1, NULL));
  g_assert_true (chiosa_record_add (record, chiosa_annotation_new ("s2", "claim", "NUMERIC"), &claim, 1, NULL));
  g_assert_true (chiosa_record_add_relation (record, chiosa_relation_new ("r1", "attributed_to", "s2", "s1"), NULL));
  chiosa_record_order (record);

  return record;
}

/* --- Through a format -------------------------------------------------------------------------------------------- */

static ChiosaWriteContext
make_context (const ChiosaFormat *format,
              ChiosaTagset       *tagset,
              const char         *setting)
{
  ChiosaWriteContext context = { .format = format, .tagset = tagset, .text_mode = CHIOSA_TEXT_FULL };
  g_autoptr (GError) error = NULL;

  chiosa_format_default_options (format, context.options);
  if (setting != NULL)
    chiosa_format_set_option (format, context.options, setting, &error);
  g_assert_no_error (error);

  return context;
}

ChiosaOutput *
formats_write_one (const ChiosaFormat *format,
                   ChiosaTagset       *tagset,
                   const char         *setting,
                   const ChiosaRecord *record)
{
  ChiosaWriteContext context = make_context (format, tagset, setting);
  ChiosaOutput *output = chiosa_output_new ();

  chiosa_losses_add_record (chiosa_output_get_losses (output), record, format->drops);
  format->write (&context, record, output);
  /* What is lost sometimes must have been announced. */
  for (guint kind = 0; kind < CHIOSA_LOSS_N; kind++)
    if (chiosa_output_get_losses (output)->counts[kind] > 0)
      g_assert_cmpuint (chiosa_format_get_losses (format) & CHIOSA_LOSS_BIT (kind), !=, 0);

  return output;
}

static char *
put (const char *folder,
     const char *name,
     const char *extension,
     GString    *content)
{
  g_autofree char *base = g_strconcat (name, extension, NULL);
  char *path = g_build_filename (folder, base, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, content->str, content->len, NULL));

  return path;
}

static void
write_beside (ChiosaOutput *output,
              const char   *folder,
              const char   *name)
{
  const char *extension;
  GString *content;

  for (guint i = 0; (content = chiosa_output_nth_file (output, i, &extension)) != NULL; i++)
    {
      g_autofree char *path = put (folder, name, extension, content);
    }
}

static void
write_set (const ChiosaWriteContext *context,
           const char               *folder)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_set_file_free);

  if (context->format->write_set != NULL)
    context->format->write_set (context, files);
  for (guint i = 0; i < files->len; i++)
    {
      ChiosaSetFile *file = g_ptr_array_index (files, i);
      g_autofree char *path = put (folder, file->name, "", file->content);
    }
}

GPtrArray *
formats_write (const ChiosaFormat *format,
               ChiosaTagset       *tagset,
               const char         *setting,
               GPtrArray          *records,
               const char         *folder,
               ChiosaLosses       *losses)
{
  ChiosaWriteContext context = make_context (format, tagset, setting);
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) stream = g_string_new (NULL);
  gboolean one = format->flags & CHIOSA_FORMAT_STREAM;

  if (one && format->prologue != NULL)
    format->prologue (&context, stream);
  for (guint i = 0; i < records->len; i++)
    {
      const ChiosaRecord *record = g_ptr_array_index (records, i);
      g_autoptr (ChiosaOutput) output = formats_write_one (format, tagset, setting, record);

      if (losses != NULL)
        chiosa_losses_sum (losses, chiosa_output_get_losses (output));
      write_beside (output, folder, record->name);
      if (!one)
        g_ptr_array_add (paths, put (folder, record->name, format->extension, chiosa_output_get_main (output)));
      else
        {
          if (i > 0 && format->separator != NULL)
            g_string_append (stream, format->separator);
          g_string_append_len (stream, chiosa_output_get_main (output)->str, chiosa_output_get_main (output)->len);
        }
    }
  if (one && format->epilogue != NULL)
    format->epilogue (&context, stream);
  if (one)
    g_ptr_array_add (paths, put (folder, "all", format->extension, stream));
  write_set (&context, folder);

  return paths;
}

static gboolean
found_cb (ChiosaRecord  *record,
          gpointer       data,
          GError       **error)
{
  g_ptr_array_add (((GPtrArray **) data)[0], record);
  return TRUE;
}

static void
problem_cb (const char *file,
            guint       line,
            const char *message,
            gpointer    data)
{
  g_ptr_array_add (((GPtrArray **) data)[1], g_strdup_printf ("%u: %s", line, message));
}

GPtrArray *
formats_read (const ChiosaFormat  *format,
              ChiosaTagset        *tagset,
              const char          *setting,
              const char          *path,
              GPtrArray           *problems,
              GError             **error)
{
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_record_free);
  GPtrArray *data[] = { records, problems };
  ChiosaWriteContext context = make_context (format, tagset, setting);
  g_autofree char *name = g_path_get_basename (path);
  ChiosaReader reader = {
    .format = format, .path = path, .shown = path, .name = name, .tagset = tagset,
    .found = found_cb, .problem = problem_cb, .data = data,
  };

  if (strrchr (name, '.') != NULL)
    *strrchr (name, '.') = '\0';
  memcpy (reader.options, context.options, sizeof reader.options);

  return format->read (&reader, error) ? g_steal_pointer (&records) : NULL;
}

GPtrArray *
formats_read_string (const ChiosaFormat  *format,
                     ChiosaTagset        *tagset,
                     const char          *setting,
                     const char          *content,
                     gssize               length,
                     GPtrArray           *problems,
                     GError             **error)
{
  char *folder = formats_make_folder ();
  g_autofree char *name = g_strconcat ("input", format->extension, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);
  GPtrArray *records;

  g_assert_true (g_file_set_contents (path, content, length, NULL));
  records = formats_read (format, tagset, setting, path, problems, error);
  formats_remove_folder (folder);

  return records;
}

/* --- Comparing ---------------------------------------------------------------------------------------------------- */

static void
describe_attributes (GString                *out,
                     const ChiosaAttributes *attributes)
{
  for (guint i = 0; i < chiosa_attributes_get_n (attributes); i++)
    {
      ChiosaValueKind kind;
      const char *value;
      const char *name = chiosa_attributes_nth (attributes, i, &kind, &value);

      g_string_append_printf (out, " %s=%d:%s", name, kind, value);
    }
}

static char *
describe_annotation (const ChiosaRecord *record,
                     guint               i,
                     guint               except)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (record, i);
  guint n;
  const ChiosaSpan *spans = chiosa_record_get_spans (record, i, &n);
  GString *out = g_string_new (NULL);

  for (guint s = 0; s < n; s++)
    g_string_append_printf (out, "%06" G_GSIZE_FORMAT "-%06" G_GSIZE_FORMAT " ", spans[s].start, spans[s].end);
  g_string_append_printf (out, "%s/%s", annotation->type, annotation->label);
  if (!(except & CHIOSA_LOSS_BIT (CHIOSA_LOSS_ATTRIBUTE)))
    describe_attributes (out, annotation->attributes);
  if (!(except & CHIOSA_LOSS_BIT (CHIOSA_LOSS_NOTE)) && annotation->note != NULL)
    g_string_append_printf (out, " note: %s", annotation->note);

  return g_string_free (out, FALSE);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

static char *
join_sorted (GPtrArray *lines)
{
  g_ptr_array_sort (lines, compare_strings);
  g_ptr_array_add (lines, NULL);

  return g_strjoinv ("\n", (char **) lines->pdata);
}

static void
add_article (GPtrArray           *lines,
             const ChiosaArticle *article)
{
  const char *members[] = { article->title, article->author, article->publisher, article->url, article->date, article->language, article->licence };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_ptr_array_add (lines, g_strdup_printf ("zz article %u %s", i, members[i] != NULL ? members[i] : ""));
  g_ptr_array_add (lines, g_strdup_printf ("zz status %s", chiosa_status_to_string (article->status)));
}

static char *
describe (const ChiosaRecord *record,
          guint               except)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  const ChiosaRelation *relation;
  guint from, to;

  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    g_ptr_array_add (lines, describe_annotation (record, i, except));
  for (guint i = 0; !(except & CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION))
                    && (relation = chiosa_record_get_relation (record, i, &from, &to)) != NULL; i++)
    {
      g_autofree char *a = describe_annotation (record, from, ~0u), *b = describe_annotation (record, to, ~0u);

      g_ptr_array_add (lines, g_strdup_printf ("relation %s: %s -> %s", relation->type, a, b));
    }
  if (!(except & CHIOSA_LOSS_BIT (CHIOSA_LOSS_ARTICLE)))
    add_article (lines, chiosa_record_get_article (record));

  return join_sorted (lines);
}

void
formats_assert_same (const ChiosaRecord *expected,
                     const ChiosaRecord *found,
                     guint               except)
{
  g_autofree char *a = describe (expected, except), *b = describe (found, except);

  g_assert_cmpstr (found->utf8, ==, expected->utf8);
  if (!g_str_equal (a, b))
    g_test_message ("expected:\n%s\nfound:\n%s", a, b);
  g_assert_cmpstr (b, ==, a);
}

void
formats_assert_round_trip (const ChiosaFormat *format,
                           const char         *setting,
                           guint               seed,
                           guint               n,
                           guint               except)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_record_free);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_record_free);
  g_autoptr (GPtrArray) paths = NULL;
  char *folder = formats_make_folder ();

  g_test_message ("seed %u", seed);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (records, formats_random_record (rand, tagset, i));
  paths = formats_write (format, tagset, setting, records, folder, NULL);

  for (guint i = 0; i < paths->len; i++)
    {
      g_autoptr (GError) error = NULL;
      GPtrArray *some = formats_read (format, tagset, setting, g_ptr_array_index (paths, i), problems, &error);

      g_assert_no_error (error);
      g_ptr_array_extend_and_steal (found, some);
    }

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("problem: %s", (const char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (found->len, ==, n);
  for (guint i = 0; i < n; i++)
    formats_assert_same (g_ptr_array_index (records, i), g_ptr_array_index (found, i), except);
  formats_remove_folder (folder);
}

char *
formats_make_folder (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = g_dir_make_tmp ("chiosa-formats-XXXXXX", &error);

  g_assert_no_error (error);
  return folder;
}

static void
remove_below (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *below = g_build_filename (path, name, NULL);

      remove_below (below);
    }
  g_remove (path);
}

void
formats_remove_folder (char *folder)
{
  remove_below (folder);
  g_free (folder);
}
