/* test-tei.c
 *
 * TEI with standOff: it is XML, its paragraphs are the text, every pointer leads to the words it stands for, what XML does not have is
 * counted. Validity against the schema of the TEI is the business of the independent readers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-tagset-file.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <string.h>

typedef struct
{
  xmlDoc     *doc;
  GString    *text;
  GHashTable *starts;      /* xml:id of a paragraph → code points before it + 1 */
  GHashTable *ids;         /* all xml:id: each is there once */
} Tei;

static const char *
get (xmlNode    *node,
     const char *name)
{
  for (xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
    if (g_str_equal (attribute->name, name))
      return (const char *) attribute->children->content;

  return NULL;
}

static void
note_ids (Tei     *self,
          xmlNode *node)
{
  for (; node != NULL; node = node->next)
    {
      const char *id = node->type == XML_ELEMENT_NODE ? get (node, "id") : NULL;

      if (id != NULL)
        g_assert_true (g_hash_table_insert (self->ids, (char *) id, node));
      if (id != NULL && g_str_equal (node->name, "p"))
        {
          xmlChar *content = xmlNodeGetContent (node);

          g_hash_table_insert (self->starts, (char *) id, GSIZE_TO_POINTER (g_utf8_strlen (self->text->str, -1) + 1));
          g_string_append (self->text, (const char *) content);
          xmlFree (content);
        }
      if (node->type == XML_ELEMENT_NODE)
        note_ids (self, node->children);
    }
}

static Tei *
tei_new (const GString *xml)
{
  Tei *self = g_new0 (Tei, 1);

  self->doc = xmlReadMemory (xml->str, xml->len, "tei", NULL, XML_PARSE_NONET);
  g_assert_nonnull (self->doc);
  self->text = g_string_new (NULL);
  self->starts = g_hash_table_new (g_str_hash, g_str_equal);
  self->ids = g_hash_table_new (g_str_hash, g_str_equal);
  note_ids (self, xmlDocGetRootElement (self->doc));

  return self;
}

static void
tei_free (Tei *self)
{
  g_string_free (self->text, TRUE);
  g_hash_table_unref (self->starts);
  g_hash_table_unref (self->ids);
  xmlFreeDoc (self->doc);
  g_free (self);
}

/* string-range(p1,2,8,16,13): adds its pieces; those that touch are one. */
static void
add_pieces (Tei        *self,
            GArray     *spans,
            const char *pointer)
{
  g_auto (GStrv) parts = NULL;
  g_autofree char *inner = NULL;
  gsize start;

  g_assert_true (g_str_has_prefix (pointer, "#string-range(") && g_str_has_suffix (pointer, ")"));
  inner = g_strndup (pointer + strlen ("#string-range("), strlen (pointer) - strlen ("#string-range()"));
  parts = g_strsplit (inner, ",", -1);
  start = GPOINTER_TO_SIZE (g_hash_table_lookup (self->starts, parts[0]));
  g_assert_cmpuint (start, >, 0);
  for (guint i = 1; parts[i] != NULL; i += 2)
    {
      ChiosaSpan span = { start - 1 + g_ascii_strtoull (parts[i], NULL, 10), 0 };
      ChiosaSpan *last = spans->len > 0 ? &g_array_index (spans, ChiosaSpan, spans->len - 1) : NULL;

      span.end = span.start + g_ascii_strtoull (parts[i + 1], NULL, 10);
      if (last != NULL && last->end == span.start)
        last->end = span.end;
      else
        g_array_append_val (spans, span);
    }
}

static void
assert_pointers (Tei        *self,
                 const char *list)
{
  g_auto (GStrv) pointers = list != NULL ? g_strsplit (list, " ", -1) : NULL;

  for (guint i = 0; pointers != NULL && pointers[i] != NULL; i++)
    g_assert_true (pointers[i][0] == '#' && g_hash_table_contains (self->ids, pointers[i] + 1));
}

static void
assert_places (const ChiosaRecord *record,
               const GString      *xml)
{
  Tei *tei = tei_new (xml);
  const ChiosaRelation *relation;

  g_assert_cmpstr (tei->text->str, ==, record->utf8);
  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    {
      guint n;
      const ChiosaSpan *spans = chiosa_record_get_spans (record, i, &n);
      g_autofree char *id = g_strconcat ("a.", chiosa_record_get (record, i)->id, NULL);
      xmlNode *node = g_hash_table_lookup (tei->ids, id);
      g_auto (GStrv) pointers = g_strsplit (get (node, "target"), " ", -1);
      g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (ChiosaSpan));

      for (guint k = 0; pointers[k] != NULL; k++)
        add_pieces (tei, found, pointers[k]);
      g_assert_true (chiosa_spans_equal (spans, n, (ChiosaSpan *) found->data, found->len));
      assert_pointers (tei, get (node, "ana"));
    }
  for (guint i = 0; (relation = chiosa_record_get_relation (record, i, NULL, NULL)) != NULL; i++)
    {
      g_autofree char *id = g_strconcat ("r.", relation->id, NULL);
      xmlNode *node = g_hash_table_lookup (tei->ids, id);

      assert_pointers (tei, get (node, "active"));
      assert_pointers (tei, get (node, "passive"));
      assert_pointers (tei, get (node, "mutual"));
    }
  tei_free (tei);
}

static void
test_example (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_tei, tagset, NULL, record);
  const GString *xml = chiosa_output_get_main (output);

  g_assert_nonnull (strstr (xml->str, "target=\"#string-range(p1,16,13)\">taxes fell 3%</span>"));
  g_assert_nonnull (strstr (xml->str, "name=\"attributed_to\" active=\"#a.s2\" passive=\"#a.s1\"/>"));
  g_assert_nonnull (strstr (xml->str, "<p xml:id=\"p1\">😀 Ana Ruiz said taxes fell 3%.</p>"));
  g_assert_cmpuint (chiosa_losses_total (chiosa_output_get_losses (output)), ==, 0);
  assert_places (record, xml);
}

static void
test_random (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (21);

  for (guint i = 0; i < 200; i++)
    {
      g_autoptr (ChiosaRecord) record = formats_random_record (rand, tagset, i);
      g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_tei, tagset, NULL, record);

      assert_places (record, chiosa_output_get_main (output));
      g_assert_cmpuint (chiosa_losses_total (chiosa_output_get_losses (output)), ==, 0);
    }
}

static ChiosaRecord *
record_of (const char *text)
{
  ChiosaRecord *record = chiosa_record_new ("a", g_strdup (text));
  ChiosaSpan all = { 0, record->length };

  if (record->length > 0)
    g_assert_true (chiosa_record_add (record, chiosa_annotation_new ("1", "odd type", "ünï <x>"), &all, 1, NULL));

  return record;
}

/* CR, CRLF, LF, U+2029, empty paragraphs, an article without a character. */
static void
test_line_ends (void)
{
  static const char * const texts[] = { "", "\n", "a\r\nb\rc\n\nd\xe2\x80\xa9" "e", " \t a \r", "\r\r\n" };
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (ChiosaRecord) record = record_of (texts[i]);
      g_autoptr (ChiosaOutput) output = formats_write_one (&chiosa_format_tei, tagset, NULL, record);

      assert_places (record, chiosa_output_get_main (output));
    }
}

static void
test_forbidden_characters (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = record_of ("a\x01" "b\x0c\xef\xbf\xbf" "c");
  g_autoptr (ChiosaRecord) replaced = record_of ("a\xef\xbf\xbd" "b\xef\xbf\xbd\xef\xbf\xbd" "c");
  g_autoptr (ChiosaOutput) output = NULL;

  ((ChiosaAnnotation *) chiosa_record_get (record, 0))->note = g_strdup ("\x02");
  output = formats_write_one (&chiosa_format_tei, tagset, NULL, record);

  g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_TEXT], ==, 4);
  assert_places (replaced, chiosa_output_get_main (output));
}

static void
test_details (void)
{
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  ChiosaArticle *article = chiosa_record_edit_article (record);
  ChiosaAnnotation *claim = (ChiosaAnnotation *) chiosa_record_get (record, 1);
  g_autoptr (ChiosaOutput) output = NULL;
  const char *xml;

  article->title = g_strdup ("A & B <c>");
  article->url = g_strdup ("https://example.org/a?b=1&c=2");
  article->language = g_strdup ("ar");
  article->date = g_strdup ("yesterday");
  claim->note = g_strdup ("why?");
  claim->creator = g_strdup ("Zoë");
  claim->extra = g_strdup ("\"x\":\"<\"");
  chiosa_annotation_set_attribute (claim, "two words", CHIOSA_VALUE_NUMBER, "1.5");
  chiosa_annotation_set_attribute (claim, "huge", CHIOSA_VALUE_NUMBER, "1e5");
  output = formats_write_one (&chiosa_format_tei, NULL, NULL, record);
  xml = chiosa_output_get_main (output)->str;

  g_assert_nonnull (strstr (xml, "<title>A &amp; B &lt;c&gt;</title>"));
  g_assert_nonnull (strstr (xml, "<ref target=\"https://example.org/a?b=1&amp;c=2\">"));
  g_assert_nonnull (strstr (xml, "<date>yesterday</date>"));
  g_assert_nonnull (strstr (xml, "<text xml:lang=\"ar\""));
  g_assert_nonnull (strstr (xml, "<f name=\"two_words\" n=\"two words\"><numeric value=\"1.5\"/></f>"));
  g_assert_nonnull (strstr (xml, "<f name=\"huge\"><string>1e5</string></f>"));
  g_assert_nonnull (strstr (xml, "<f name=\"extra\"><string n=\"json\">{&quot;x&quot;:&quot;&lt;&quot;}</string></f>"));
  g_assert_nonnull (strstr (xml, "motivation=\"commenting\" target=\"#a.s2\"><note>why?</note>"));
  assert_places (record, chiosa_output_get_main (output));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/tei/example", test_example);
  g_test_add_func ("/tei/every-pointer-leads-to-its-words", test_random);
  g_test_add_func ("/tei/paragraphs-are-the-text", test_line_ends);
  g_test_add_func ("/tei/characters-that-xml-does-not-have-are-counted", test_forbidden_characters);
  g_test_add_func ("/tei/details", test_details);

  return g_test_run ();
}
