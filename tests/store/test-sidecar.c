/* test-sidecar.c
 *
 * Sidecars: what is written comes back, the same bytes every time; whatever a stranger's file holds, nothing is lost
 * that could be kept, and nothing crashes. With --output FILE the round-trip example is written there for the schema test.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-json.h"
#include "chiosa-segment.h"
#include "chiosa-sidecar.h"

#include <string.h>

#define ARTICLE "“Trump”, he said, “is wrong”.\nThe ministry denies it.\n"

static char *
read_all (GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  return g_strndup (data, length);
}

static ChiosaSidecar *
parse (const char  *json,
       const char  *text,
       GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));
  g_autoptr (ChiosaText) value = chiosa_text_new (text, -1);
  g_autofree char *hash = chiosa_text_hash (value);

  return chiosa_sidecar_parse (bytes, "a.txt.chiosa.json", value, hash, error);
}

/* A sidecar for ARTICLE with its right hash. */
static char *
frame (const char *annotations,
       const char *relations,
       const char *more)
{
  g_autoptr (ChiosaText) text = chiosa_text_new (ARTICLE, -1);
  g_autofree char *hash = chiosa_text_hash (text);

  return g_strdup_printf ("{\n\"format\":\"chiosa-sidecar\",\n\"version\":\"1.0\",\n"
                          "\"text\":{\"sha256\":\"%s\",\"length\":%" G_GSIZE_FORMAT ",\"charset\":\"UTF-8\",\"bom\":false,\"newline\":\"lf\"},\n"
                          "\"tagset\":{\"id\":\"claims-and-sources\",\"version\":\"1.0\"},\n"
                          "\"article\":{\"status\":\"new\"},\n"
                          "\"annotations\":[\n%s\n],\n\"relations\":[\n%s\n]%s\n}\n",
                          hash, chiosa_text_get_length (text), annotations, relations, more);
}

static ChiosaSidecar *
parse_items (const char *annotations,
             const char *relations,
             const char *more)
{
  g_autofree char *json = frame (annotations, relations, more);
  g_autoptr (GError) error = NULL;
  ChiosaSidecar *sidecar = parse (json, ARTICLE, &error);

  g_assert_no_error (error);
  return sidecar;
}

static char *
write_again (ChiosaSidecar *sidecar,
             const char    *text)
{
  g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_new_utf8 ();
  g_autoptr (GBytes) bytes = NULL;

  sidecar->snapshot->text = chiosa_text_new (text, -1);
  encoding->newline = chiosa_newline_detect (sidecar->snapshot->text, &encoding->newline_typed);
  bytes = chiosa_sidecar_write (sidecar, sidecar->snapshot, encoding);
  g_clear_pointer (&sidecar->snapshot->text, chiosa_text_free);
  return read_all (bytes);
}

static const ChiosaSnapshotItem *
nth (ChiosaSidecar *sidecar,
     guint          i)
{
  g_assert_cmpuint (i, <, sidecar->snapshot->items->len);
  return &g_array_index (sidecar->snapshot->items, ChiosaSnapshotItem, i);
}

static const ChiosaSpan *
nth_span (ChiosaSidecar            *sidecar,
          const ChiosaSnapshotItem *item,
          guint                     i)
{
  return &g_array_index (sidecar->snapshot->spans, ChiosaSpan, item->first_span + i);
}

static const ChiosaSidecarProblem *
only_problem (ChiosaSidecar *sidecar)
{
  g_assert_cmpuint (sidecar->problems->len, ==, 1);
  return g_ptr_array_index (sidecar->problems, 0);
}

/* --- Writing ---------------------------------------------------------------------------------------------------- */

static void
add (ChiosaSidecar    *sidecar,
     ChiosaAnnotation *annotation,
     const ChiosaSpan *spans,
     guint             n)
{
  chiosa_snapshot_add (sidecar->snapshot, annotation, spans, n);
  chiosa_annotation_unref (annotation);
}

static ChiosaSidecar *
make_example (void)
{
  ChiosaSidecar *sidecar = chiosa_sidecar_new ();
  ChiosaArticle *article = sidecar->snapshot->article = chiosa_article_new ();
  const ChiosaSpan trump = { 1, 6 }, claim[] = { { 1, 6 }, { 19, 27 } }, ministry = { 34, 42 };
  const ChiosaSpan gone[] = { { 5, 9 }, { 11, 14 } };
  ChiosaAnnotation *annotation;
  ChiosaRelation *relation;
  g_autoptr (GPtrArray) conflicts = NULL;

  sidecar->tagset_id = g_strdup ("claims-and-sources");
  sidecar->tagset_version = g_strdup ("1.0");
  sidecar->annotator = g_strdup ("anna");

  article->title = g_strdup ("A “title” with\ta tab");
  article->language = g_strdup ("en");
  article->status = CHIOSA_STATUS_IN_PROGRESS;
  article->attributes = chiosa_attributes_new ();
  chiosa_attributes_set (article->attributes, "genre", CHIOSA_VALUE_TEXT, "news");

  annotation = chiosa_annotation_new ("a00000002", "claim", "FACT");
  chiosa_annotation_set_attribute (annotation, "voice", CHIOSA_VALUE_TEXT, "reported");
  chiosa_annotation_set_attribute (annotation, "checked", CHIOSA_VALUE_FLAG, "true");
  chiosa_annotation_set_attribute (annotation, "weight", CHIOSA_VALUE_NUMBER, "0.10000000000000001");
  chiosa_annotation_set_attribute (annotation, "odd", CHIOSA_VALUE_JSON, "{\"x\":[1,null]}");
  annotation->note = g_strdup ("Two lines\nof note \\ \"quoted\"");
  annotation->creator = g_strdup ("anna");
  annotation->created = g_strdup ("2026-01-02T03:04:05Z");
  annotation->origin = CHIOSA_ORIGIN_SUGGESTION;
  annotation->suggester = g_strdup ("quotes");
  annotation->confidence = g_strdup ("0.90");
  annotation->edited = annotation->review = TRUE;
  add (sidecar, annotation, claim, 2);

  add (sidecar, chiosa_annotation_new ("a00000001", "entity", "PERSON"), &trump, 1);
  add (sidecar, chiosa_annotation_new ("a00000003", "source", ""), &ministry, 1);

  annotation = chiosa_annotation_new ("a00000000", "entity", "ORG");
  annotation->state = CHIOSA_STATE_DETACHED;
  annotation->quote = chiosa_quote_new ("gone … words", "before ", " after", gone, 2, 7);
  add (sidecar, annotation, NULL, 0);

  relation = chiosa_relation_new ("r2", "attributed_to", "a00000002", "a00000003");
  relation->note = g_strdup ("why");
  chiosa_snapshot_add_relation (sidecar->snapshot, relation);
  chiosa_relation_unref (relation);
  relation = chiosa_relation_new ("r1", "same_as", "a00000001", "nobody");
  chiosa_snapshot_add_relation (sidecar->snapshot, relation);
  chiosa_relation_unref (relation);

  conflicts = chiosa_merge_conflicts_new ();
  g_ptr_array_add (conflicts, chiosa_merge_conflict_new ("annotation", "a00000001", "label", NULL, "\"PERSON\"", "\"ORG\""));
  chiosa_snapshot_set_conflicts (sidecar->snapshot, conflicts);
  return sidecar;
}

static void
test_layout (void)
{
  g_autoptr (ChiosaSidecar) sidecar = make_example ();
  g_autofree char *json = write_again (sidecar, ARTICLE);
  g_auto (GStrv) lines = g_strsplit (json, "\n", -1);
  const char *begins[] = {
    "{", "\"format\":\"chiosa-sidecar\",", "\"version\":\"1.1\",", "\"text\":{\"sha256\":\"", "\"tagset\":{\"id\":",
    "\"annotator\":\"anna\",", "\"article\":{\"title\":\"A “title” with\\ta tab\",\"language\":\"en\",\"status\":\"in-progress\",\"attributes\":{\"genre\":\"news\"}},",
    "\"annotations\":[",
    "{\"id\":\"a00000001\",\"type\":\"entity\",\"label\":\"PERSON\",\"spans\":[{\"start\":1,\"end\":6,\"exact\":\"Trump\",\"prefix\":\"“\",\"suffix\":\"”, he said, “is wrong”.\\nThe mini\"}]},",
    "{\"id\":\"a00000002\",\"type\":\"claim\",\"label\":\"FACT\",\"spans\":[{\"start\":1,",
    "{\"id\":\"a00000003\",\"type\":\"source\",\"spans\":[{\"start\":34,\"end\":42,\"exact\":\"ministry\",",
    "{\"id\":\"a00000000\",\"type\":\"entity\",\"label\":\"ORG\",\"state\":\"detached\",\"point\":7,\"spans\":[{\"start\":5,\"end\":9,\"exact\":\"gone\",\"prefix\":\"before \"},{\"start\":11,\"end\":14,\"exact\":\"words\",\"suffix\":\" after\"}]}",
    "],", "\"relations\":[", "{\"id\":\"r1\",\"type\":\"same_as\",\"from\":\"a00000001\",\"to\":\"nobody\"},",
    "{\"id\":\"r2\",\"type\":\"attributed_to\",\"from\":\"a00000002\",\"to\":\"a00000003\",\"note\":\"why\"}", "],", "\"conflicts\":[",
    "{\"kind\":\"annotation\",\"id\":\"a00000001\",\"field\":\"label\",\"first\":\"ORG\",\"second\":\"PERSON\"}", "]", "}", "" };

  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (begins));
  for (guint i = 0; i < G_N_ELEMENTS (begins); i++)
    if (!g_str_has_prefix (lines[i], begins[i]))
      g_assert_cmpstr (lines[i], ==, begins[i]);

  g_assert_nonnull (strstr (lines[9], "\"attributes\":{\"checked\":true,\"odd\":{\"x\":[1,null]},\"voice\":\"reported\",\"weight\":0.10000000000000001},"
                            "\"note\":\"Two lines\\nof note \\\\ \\\"quoted\\\"\",\"creator\":\"anna\",\"created\":\"2026-01-02T03:04:05Z\","
                            "\"origin\":\"suggestion\",\"suggester\":\"quotes\",\"confidence\":0.90,\"edited\":true,\"review\":true},"));
}

static void
test_second_write (void)
{
  g_autoptr (ChiosaSidecar) sidecar = make_example ();
  g_autofree char *first = write_again (sidecar, ARTICLE);
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaSidecar) back = parse (first, ARTICLE, &error);
  g_autofree char *second = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (back->problems->len, ==, 0);
  second = write_again (back, ARTICLE);
  g_assert_cmpstr (first, ==, second);
}

static void
test_round_trip (void)
{
  g_autoptr (ChiosaSidecar) sidecar = make_example ();
  g_autofree char *json = write_again (sidecar, ARTICLE);
  g_autoptr (ChiosaSidecar) back = parse (json, ARTICLE, NULL);
  const ChiosaSnapshotItem *item = nth (back, 1);
  const ChiosaAnnotation *claim = item->annotation;
  ChiosaValueKind kind;

  g_assert_cmpstr (back->tagset_id, ==, "claims-and-sources");
  g_assert_cmpstr (back->annotator, ==, "anna");
  g_assert_true (chiosa_article_equal (back->snapshot->article, sidecar->snapshot->article));
  g_assert_cmpuint (back->text_length, ==, g_utf8_strlen (ARTICLE, -1));

  g_assert_cmpstr (claim->id, ==, "a00000002");
  g_assert_cmpuint (item->n_spans, ==, 2);
  g_assert_cmpuint (nth_span (back, item, 1)->start, ==, 19);
  g_assert_cmpstr (claim->confidence, ==, "0.90");
  g_assert_cmpint (claim->origin, ==, CHIOSA_ORIGIN_SUGGESTION);
  g_assert_true (claim->edited && claim->review);
  g_assert_cmpstr (chiosa_attributes_get (claim->attributes, "weight", &kind), ==, "0.10000000000000001");
  g_assert_cmpint (kind, ==, CHIOSA_VALUE_NUMBER);
  g_assert_cmpstr (chiosa_attributes_get (claim->attributes, "odd", &kind), ==, "{\"x\":[1,null]}");
  g_assert_cmpint (kind, ==, CHIOSA_VALUE_JSON);
  g_assert_cmpstr (chiosa_attributes_get (claim->attributes, "checked", &kind), ==, "true");
  g_assert_cmpint (kind, ==, CHIOSA_VALUE_FLAG);

  item = nth (back, 3);
  g_assert_cmpint (item->annotation->state, ==, CHIOSA_STATE_DETACHED);
  g_assert_cmpstr (item->annotation->quote->exact, ==, "gone … words");
  g_assert_cmpstr (item->annotation->quote->prefix, ==, "before ");
  g_assert_cmpstr (item->annotation->quote->suffix, ==, " after");
  g_assert_cmpuint (item->annotation->quote->n_spans, ==, 2);
  g_assert_cmpuint (item->annotation->quote->point, ==, 7);
  g_assert_cmpstr (((ChiosaRelation *) g_ptr_array_index (back->snapshot->relations, 0))->to, ==, "nobody");
}

/* data/schemas/example.chiosa.json and its article. */
static void
test_example (void)
{
  g_autofree char *path = g_build_filename (g_getenv ("CHIOSA_DATADIR"), "schemas", "example.chiosa.json", NULL);
  g_autofree char *article = g_test_build_filename (G_TEST_DIST, "data", "store", "example.txt", NULL);
  g_autofree char *json = NULL, *text = NULL, *again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaSidecar) sidecar = NULL;

  g_file_get_contents (path, &json, NULL, &error);
  g_assert_no_error (error);
  g_file_get_contents (article, &text, NULL, &error);
  g_assert_no_error (error);

  sidecar = parse (json, text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sidecar->problems->len, ==, 0);
  again = write_again (sidecar, text);
  g_assert_cmpstr (json, ==, again);
}

static void
test_empty (void)
{
  g_autoptr (ChiosaSidecar) sidecar = chiosa_sidecar_new ();
  g_autofree char *json = write_again (sidecar, "");
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaSidecar) back = parse (json, "", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (back->problems->len, ==, 0);
  g_assert_nonnull (strstr (json, "\"annotations\":[\n],\n\"relations\":[\n]\n}\n"));
}

/* Context ends between graphemes, and is 32 code points at most. */
static void
test_context (void)
{
  const char *pieces[] = { "a", "€", "é", "e\u0301", "👨‍👩‍👧", "🇮🇹", "각", "각", "\r\n", "\n", " ", "न्", "ि", "ก", "ำ", "漢", "\u200d",
                           "Ω", "ב", "ش", "\u0600", "-", "ｱ", "ﾞ", "か", "\u3099", "\u00ad", "©", "\ufe0f" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (ChiosaSidecar) sidecar = chiosa_sidecar_new ();
  g_autofree char *json = NULL;
  g_autoptr (ChiosaText) value = NULL;
  ChiosaJsonSlice whole, items, item, span, key;
  ChiosaJsonCursor cursor, spans;
  gsize length;

  for (guint i = 0; i < 3000; i++)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  value = chiosa_text_new (text->str, text->len);
  length = chiosa_text_get_length (value);
  for (gsize start = 0; start + 3 < length; start += 3)
    {
      g_autofree char *id = g_strdup_printf ("a%" G_GSIZE_FORMAT, start);
      const ChiosaSpan place = { start, start + 2 };

      add (sidecar, chiosa_annotation_new (id, "entity", ""), &place, 1);
    }

  json = write_again (sidecar, text->str);
  whole = (ChiosaJsonSlice) { json, strlen (json), 1 };
  g_assert_true (chiosa_json_cursor_init (&cursor, &whole));
  while (chiosa_json_cursor_next_raw (&cursor, &key, &items) && !chiosa_json_slice_equal (&key, "annotations"))
    ;
  chiosa_json_cursor_init (&cursor, &items);
  while (chiosa_json_cursor_next_raw (&cursor, NULL, &item))
    {
      static const ChiosaJsonMember spans_member[] = { CHIOSA_JSON_MEMBER ("spans") };
      static const ChiosaJsonMember members[] = { CHIOSA_JSON_MEMBER ("start"), CHIOSA_JSON_MEMBER ("prefix"), CHIOSA_JSON_MEMBER ("suffix") };
      ChiosaJsonSlice list, slots[3];
      g_autofree char *prefix = NULL, *suffix = NULL;
      guint64 start;
      gsize from, to;

      chiosa_json_read_members (&item, spans_member, 1, &list, "", NULL);
      chiosa_json_cursor_init (&spans, &list);
      chiosa_json_cursor_next_raw (&spans, NULL, &span);
      chiosa_json_read_members (&span, members, 3, slots, "", NULL);
      g_assert_true (chiosa_json_slice_uint (&slots[0], &start));
      prefix = chiosa_json_slice_string (&slots[1]);
      suffix = chiosa_json_slice_string (&slots[2]);
      from = start - g_utf8_strlen (prefix, -1);
      to = start + 2 + g_utf8_strlen (suffix, -1);

      g_assert_cmpuint (start - from, <=, 32);
      g_assert_cmpuint (to - start - 2, <=, 32);
      g_assert_true (from == start || chiosa_segment_is_edge (value, CHIOSA_SEGMENT_GRAPHEME, from));
      g_assert_true (to == start + 2 || chiosa_segment_is_edge (value, CHIOSA_SEGMENT_GRAPHEME, to));
      /* Not cut shorter than need be. */
      for (gsize at = start - MIN (start, 32); at < from; at++)
        g_assert_false (chiosa_segment_is_edge (value, CHIOSA_SEGMENT_GRAPHEME, at));
      for (gsize at = to + 1; at <= MIN (length, start + 34); at++)
        g_assert_false (chiosa_segment_is_edge (value, CHIOSA_SEGMENT_GRAPHEME, at));
    }
}

static void
test_long_words (void)
{
  g_autofree char *text = g_strnfill (3000000, '\x01');
  g_autoptr (ChiosaSidecar) sidecar = chiosa_sidecar_new ();
  const ChiosaSpan most = { 1, 2999999 };
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaSidecar) back = NULL;

  add (sidecar, chiosa_annotation_new ("a1", "claim", ""), &most, 1);
  json = write_again (sidecar, text);
  back = parse (json, text, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (back->problems->len, ==, 0);
  g_assert_cmpuint (nth (back, 0)->n_spans, ==, 1);
  g_assert_cmpuint (strlen (json), <, 10000);
}

/* --- Keeping ---------------------------------------------------------------------------------------------------- */

static void
test_unknown_members (void)
{
  const char *item = "{\"id\":\"a1\",\"type\":\"entity\",\"spans\":[{\"start\":1,\"end\":6,\"exact\":\"Trump\",\"prefix\":\"“\",\"suffix\":\"”, he said, “is wrong”.\\nThe mini\"}],\"x\":1.50,\"y\" : [ 1 , 2 ],\"z\\u0061\":\"\\u00e9\"}";
  const char *relation = "{\"id\":\"r1\",\"type\":\"t\",\"from\":\"a1\",\"to\":\"a1\",\"w\":{}}";
  g_autoptr (ChiosaSidecar) sidecar = parse_items (item, relation, ",\n\"later\":[ 1,\n2 ],\n\"more\":null");
  g_autofree char *json = write_again (sidecar, ARTICLE);

  g_assert_cmpuint (sidecar->problems->len, ==, 0);
  g_assert_nonnull (strstr (json, ",\"x\":1.50,\"y\":[ 1 , 2 ],\"z\\u0061\":\"\\u00e9\"}"));
  g_assert_nonnull (strstr (json, relation));
  g_assert_true (g_str_has_suffix (json, "],\n\"later\":[ 1,\n2 ],\n\"more\":null\n}\n"));
}

static void
test_unknown_members_stay_the_same_bytes (void)
{
  const char *item = "{\"id\":\"a1\",\"type\":\"entity\",\"spans\":[{\"start\":1,\"end\":6,\"exact\":\"Trump\",\"prefix\":\"“\",\"suffix\":\"”, he said, “is wrong”.\\nThe mini\"}],\"x\":1.50}";
  g_autofree char *json = frame (item, "{\"id\":\"r1\",\"type\":\"t\",\"from\":\"a1\",\"to\":\"a1\",\"w\":{}}", ",\n\"later\":1");
  g_autoptr (ChiosaSidecar) sidecar = parse (json, ARTICLE, NULL);
  g_autofree char *again = write_again (sidecar, ARTICLE);

  g_assert_cmpstr (json, ==, again);
}

static void
test_unknown_in_text_tagset_article (void)
{
  g_autofree char *plain = frame ("", "", "");
  g_auto (GStrv) a = g_strsplit (plain, "\"newline\":\"lf\"", 2);
  g_autofree char *with_text = g_strjoinv ("\"newline\":\"lf\",\"p\":1", a);
  g_auto (GStrv) b = g_strsplit (with_text, "\"version\":\"1.0\"},", 2);
  g_autofree char *with_tagset = g_strjoinv ("\"version\":\"1.0\",\"q\":2},", b);
  g_auto (GStrv) c = g_strsplit (with_tagset, "\"status\":\"new\"", 2);
  g_autofree char *json = g_strjoinv ("\"status\":\"new\",\"s\":3", c);
  g_autoptr (ChiosaSidecar) sidecar = parse (json, ARTICLE, NULL);
  g_autofree char *again = write_again (sidecar, ARTICLE);
  g_auto (GStrv) d = g_strsplit (json, "[\n\n]", -1);
  g_autofree char *expected = g_strjoinv ("[\n]", d);

  g_assert_cmpuint (sidecar->problems->len, ==, 0);
  g_assert_cmpstr (expected, ==, again);
}

typedef struct
{
  const char *item;
  const char *id;         /* of the problem; NULL: any */
  const char *message;    /* part of it */
  enum { LIVE, DETACHED, RAW } becomes;
} Bad;

#define SPAN "\"spans\":[{\"start\":1,\"end\":6,\"exact\":\"Trump\"}]"

static const Bad bad_items[] = {
  { "7", NULL, "not an object", RAW },
  { "null", NULL, "not an object", RAW },
  { "[]", NULL, "not an object", RAW },
  { "{}", NULL, "no type", RAW },
  { "{\"id\":\"a1\"," SPAN "}", "a1", "no type", RAW },
  { "{\"id\":\"a1\",\"type\":3," SPAN "}", "a1", "no type", RAW },
  { "{\"id\":\"a1\",\"type\":\"\"," SPAN "}", "a1", "no type", RAW },
  { "{\"id\":\"a1\",\"type\":\"t\",\"state\":\"floating\"," SPAN "}", "a1", "unknown state", RAW },
  { "{\"id\":\"a1\",\"type\":\"t\",\"state\":1," SPAN "}", "a1", "unknown state", RAW },
  { "{\"id\":\"a1\",\"type\":\"t\"}", "a1", "spans", RAW },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[]}", "a1", "spans", RAW },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":{}}", "a1", "spans", RAW },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[3]}", "a1", "spans", RAW },
  { "{\"type\":\"t\"," SPAN "}", NULL, "no id", LIVE },
  { "{\"id\":7,\"type\":\"t\"," SPAN "}", NULL, "no id", LIVE },
  { "{\"id\":\"\",\"type\":\"t\"," SPAN "}", NULL, "malformed", LIVE },
  { "{\"id\":\"../x\",\"type\":\"t\"," SPAN "}", NULL, "malformed", LIVE },
  { "{\"id\":\"a1\",\"type\":\"t\",\"label\":4," SPAN "}", "a1", "label", LIVE },
  { "{\"id\":\"a1\",\"type\":\"t\",\"note\":[]," SPAN "}", "a1", "note", LIVE },
  { "{\"id\":\"a1\",\"type\":\"t\",\"attributes\":[]," SPAN "}", "a1", "attributes", LIVE },
  { "{\"id\":\"a1\",\"type\":\"t\",\"origin\":\"heaven\"," SPAN "}", "a1", "origin", LIVE },
  { "{\"id\":\"a1\",\"type\":\"t\",\"confidence\":2," SPAN "}", "a1", "confidence", LIVE },
  { "{\"id\":\"a1\",\"type\":\"t\",\"confidence\":\"0.5\"," SPAN "}", "a1", "confidence", LIVE },
  { "{\"id\":\"a1\",\"type\":\"t\",\"edited\":1," SPAN "}", "a1", "edited", LIVE },
  { "{\"id\":\"a1\",\"type\":\"t\",\"review\":null," SPAN "}", "a1", "review", LIVE },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[{\"start\":1,\"end\":6,\"exact\":\"Trump\",\"future\":1}]}", "a1", "future", LIVE },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[{\"start\":1,\"end\":6,\"exact\":5}]}", "a1", "exact", LIVE },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[{\"start\":-1,\"end\":6,\"exact\":\"Trump\"}]}", "a1", "whole numbers", DETACHED },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[{\"start\":1.0,\"end\":6,\"exact\":\"Trump\"}]}", "a1", "whole numbers", DETACHED },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[{\"start\":\"1\",\"end\":6,\"exact\":\"Trump\"}]}", "a1", "whole numbers", DETACHED },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[{\"exact\":\"Trump\"}]}", "a1", "whole numbers", DETACHED },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[{\"start\":6,\"end\":1,\"exact\":\"Trump\"}]}", "a1", "reversed", DETACHED },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[{\"start\":6,\"end\":6,\"exact\":\"\"}]}", "a1", "empty", DETACHED },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[{\"start\":1,\"end\":9223372036854775807,\"exact\":\"Trump\"}]}", "a1", "outside", DETACHED },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[{\"start\":1,\"end\":9999,\"exact\":\"Trump\"}]}", "a1", "behind the end", DETACHED },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[{\"start\":2,\"end\":7,\"exact\":\"Trump\"}]}", "a1", "other words", DETACHED },
  { "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[{\"start\":1,\"end\":6,\"exact\":\"Trump\"},{\"start\":3,\"end\":4}]}", "a1", "overlap", DETACHED },
};

static void
test_bad_items (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad_items); i++)
    {
      const Bad *bad = &bad_items[i];
      g_autoptr (ChiosaSidecar) sidecar = parse_items (bad->item, "", "");
      const ChiosaSidecarProblem *problem = only_problem (sidecar);
      g_autofree char *json = NULL;
      g_autoptr (ChiosaSidecar) again = NULL;

      g_test_message ("%s: %s", bad->item, problem->message);
      g_assert_nonnull (strstr (problem->message, bad->message));
      if (bad->id != NULL)
        g_assert_cmpstr (problem->id, ==, bad->id);
      g_assert_cmpuint (problem->line, ==, 8);
      g_assert_cmpuint (sidecar->raw_items->len, ==, bad->becomes == RAW);
      g_assert_cmpuint (sidecar->snapshot->items->len, ==, bad->becomes != RAW);
      if (bad->becomes != RAW)
        g_assert_cmpint (nth (sidecar, 0)->n_spans == 0 ? DETACHED : LIVE, ==, bad->becomes);

      json = write_again (sidecar, ARTICLE);
      if (bad->becomes == RAW)
        g_assert_nonnull (strstr (json, bad->item));
      again = parse (json, ARTICLE, NULL);
      g_assert_nonnull (again);
      g_assert_cmpuint (again->problems->len, ==, bad->becomes == RAW);
      if (bad->becomes == DETACHED && strstr (bad->item, "Trump") != NULL)
        g_assert_cmpstr (nth (again, 0)->annotation->quote->exact, ==, "Trump");
    }
}

static void
test_bad_relations (void)
{
  const char *bad[] = { "7", "{}", "{\"id\":\"r1\",\"type\":\"t\",\"from\":\"a\"}", "{\"id\":\"r1\",\"type\":1,\"from\":\"a\",\"to\":\"b\"}",
                        "{\"id\":\"r1\",\"type\":\"t\",\"from\":\"a b\",\"to\":\"b\"}", "{\"id\":\"r1\",\"type\":\"t\",\"from\":[],\"to\":\"b\"}" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (ChiosaSidecar) sidecar = parse_items ("", bad[i], "");
      g_autofree char *json = NULL;

      only_problem (sidecar);
      g_assert_cmpuint (sidecar->raw_relations->len, ==, 1);
      json = write_again (sidecar, ARTICLE);
      g_assert_nonnull (strstr (json, bad[i]));
    }
}

static void
test_duplicate_ids (void)
{
  g_autoptr (ChiosaSidecar) sidecar = parse_items ("{\"id\":\"a1\",\"type\":\"t\"," SPAN "},\n{\"id\":\"a1\",\"type\":\"u\"," SPAN "}",
                                                   "{\"id\":\"r1\",\"type\":\"t\",\"from\":\"a1\",\"to\":\"x\"},\n{\"id\":\"r1\",\"type\":\"u\",\"from\":\"x\",\"to\":\"a1\"}", "");
  const ChiosaSidecarProblem *problem = g_ptr_array_index (sidecar->problems, 0);

  g_assert_cmpuint (sidecar->problems->len, ==, 2);
  g_assert_cmpuint (problem->line, ==, 9);
  g_assert_cmpstr (problem->id, ==, "a1");
  g_assert_cmpuint (sidecar->snapshot->items->len, ==, 2);
  g_assert_cmpstr (nth (sidecar, 0)->annotation->id, !=, nth (sidecar, 1)->annotation->id);
  g_assert_cmpuint (sidecar->snapshot->relations->len, ==, 2);
}

static void
test_circular_relations (void)
{
  g_autoptr (ChiosaSidecar) sidecar = parse_items ("{\"id\":\"a1\",\"type\":\"t\"," SPAN "}",
                                                   "{\"id\":\"r1\",\"type\":\"t\",\"from\":\"a1\",\"to\":\"a1\"},{\"id\":\"r2\",\"type\":\"t\",\"from\":\"b\",\"to\":\"c\"},{\"id\":\"r3\",\"type\":\"t\",\"from\":\"c\",\"to\":\"b\"}", "");

  g_assert_cmpuint (sidecar->problems->len, ==, 0);
  g_assert_cmpuint (sidecar->snapshot->relations->len, ==, 3);
}

static void
test_many_problems (void)
{
  g_autoptr (GString) items = g_string_new ("0");
  g_autoptr (ChiosaSidecar) sidecar = NULL;
  const ChiosaSidecarProblem *last;

  for (guint i = 1; i < 50000; i++)
    g_string_append (items, ",0");
  sidecar = parse_items (items->str, "", "");
  g_assert_cmpuint (sidecar->problems->len, ==, 1000);
  g_assert_cmpuint (sidecar->raw_items->len, ==, 50000);
  last = g_ptr_array_index (sidecar->problems, 999);
  g_assert_nonnull (strstr (last->message, "49001"));
}

/* --- Another text ----------------------------------------------------------------------------------------------- */

static void
test_other_text (void)
{
  g_autofree char *json = frame ("{\"id\":\"a1\",\"type\":\"t\"," SPAN "},\n"
                                 "{\"id\":\"a2\",\"type\":\"t\",\"spans\":[{\"start\":34,\"end\":42,\"exact\":\"ministry\",\"prefix\":\"The \",\"suffix\":\" denies\"}]},\n"
                                 "{\"id\":\"a3\",\"type\":\"t\",\"spans\":[{\"start\":9,\"end\":11}]},\n"
                                 "{\"id\":\"a4\",\"type\":\"t\",\"spans\":[{\"start\":43,\"end\":5000,\"exact\":\"denies\"}]}", "", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaSidecar) sidecar = parse (json, "“Trump”, he said.\nNo ministry.\n", &error);
  const ChiosaAnnotation *ministry;

  g_assert_no_error (error);
  g_assert_cmpuint (sidecar->problems->len, ==, 0);
  g_assert_cmpuint (nth (sidecar, 0)->n_spans, ==, 1);
  g_assert_cmpstr (nth (sidecar, 0)->annotation->id, ==, "a1");
  for (guint i = 1; i < 4; i++)
    g_assert_cmpint (nth (sidecar, i)->annotation->state, ==, CHIOSA_STATE_DETACHED);
  ministry = nth (sidecar, 1)->annotation;
  g_assert_cmpstr (ministry->quote->exact, ==, "ministry");
  g_assert_cmpstr (ministry->quote->prefix, ==, "The ");
  g_assert_cmpstr (ministry->quote->suffix, ==, " denies");
  g_assert_cmpuint (ministry->quote->spans[0].start, ==, 34);
  g_assert_cmpuint (ministry->quote->point, <=, 31);
}

static ChiosaSidecar *
parse_alone (const char  *json,
             GError     **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json));

  return chiosa_sidecar_parse (bytes, "a.txt.chiosa.json", NULL, NULL, error);
}

/* As the file has it: for whoever finds annotations again in a changed text. */
static void
test_without_text (void)
{
  g_autofree char *json = frame (
    "{\"id\":\"a1\",\"type\":\"t\",\"spans\":[{\"start\":4,\"end\":9,\"exact\":\"other\",\"prefix\":\"be\",\"suffix\":\"fore\"},"
    "{\"start\":12,\"end\":14,\"exact\":\"is\",\"prefix\":\"x\",\"suffix\":\"wrong\"}]},\n"
    "{\"id\":\"a2\",\"type\":\"t\",\"spans\":[{\"start\":34,\"end\":42}]},\n"
    "{\"id\":\"a3\",\"type\":\"t\",\"state\":\"detached\",\"point\":3,\"spans\":[{\"start\":9,\"end\":9,\"exact\":\"gone\"}]},\n"
    "{\"id\":\"a4\",\"type\":\"t\",\"spans\":[{\"start\":43,\"end\":5000,\"exact\":\"denies\"}]}", "", "");
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaSidecar) sidecar = parse_alone (json, &error);
  const ChiosaAnnotation *first;

  g_assert_no_error (error);
  first = nth (sidecar, 0)->annotation;
  g_assert_cmpstr (first->id, ==, "a1");
  g_assert_cmpint (first->state, ==, CHIOSA_STATE_LIVE);
  g_assert_cmpuint (nth (sidecar, 0)->n_spans, ==, 2);
  g_assert_cmpuint (nth_span (sidecar, nth (sidecar, 0), 1)->end, ==, 14);
  g_assert_cmpstr (first->quote->exact, ==, "other … is");
  g_assert_cmpstr (first->quote->prefix, ==, "be");
  g_assert_cmpstr (first->quote->suffix, ==, "wrong");
  g_assert_cmpuint (nth_span (sidecar, nth (sidecar, 1), 0)->start, ==, 34);
  g_assert_cmpint (nth (sidecar, 2)->annotation->state, ==, CHIOSA_STATE_DETACHED);
  g_assert_cmpuint (nth (sidecar, 2)->annotation->quote->point, ==, 3);
  g_assert_cmpint (nth (sidecar, 3)->annotation->state, ==, CHIOSA_STATE_DETACHED);
  g_assert_cmpstr (nth (sidecar, 3)->annotation->quote->exact, ==, "denies");
  g_assert_cmpstr (only_problem (sidecar)->id, ==, "a4");
}

/* --- Whole files ------------------------------------------------------------------------------------------------ */

static void
test_refused (void)
{
  static const struct { const char *json; int code; const char *message; } cases[] = {
    { "", CHIOSA_STORE_ERROR_SYNTAX, "empty" },
    { "[]", CHIOSA_STORE_ERROR_INVALID, "must be an object" },
    { "{}", CHIOSA_STORE_ERROR_INVALID, "format" },
    { "{\"format\":\"x\"}", CHIOSA_STORE_ERROR_INVALID, "format" },
    { "{\"format\":\"chiosa-sidecar\"}", CHIOSA_STORE_ERROR_INVALID, "version" },
    { "{\"format\":\"chiosa-sidecar\",\"version\":1}", CHIOSA_STORE_ERROR_INVALID, "version" },
    { "{\"format\":\"chiosa-sidecar\",\"version\":\"1\"}", CHIOSA_STORE_ERROR_INVALID, "version" },
    { "{\"format\":\"chiosa-sidecar\",\"version\":\"-1.0\"}", CHIOSA_STORE_ERROR_INVALID, "version" },
    { "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\"}", CHIOSA_STORE_ERROR_INVALID, "annotations" },
    { "{\"format\":\"chiosa-sidecar\",\n\"version\":\"1.0\",\n\"annotations\":{}}", CHIOSA_STORE_ERROR_INVALID, "line 3" },
    { "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"annotations\":[],\"relations\":1}", CHIOSA_STORE_ERROR_INVALID, "relations" },
    { "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"annotations\":[],\"article\":1}", CHIOSA_STORE_ERROR_INVALID, "article" },
    { "{\"format\":\"chiosa-sidecar\",\"format\":\"chiosa-sidecar\"}", CHIOSA_STORE_ERROR_INVALID, "twice" },
    { "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"annotations\":[\n<<<<<<< HEAD\n]}", CHIOSA_STORE_ERROR_CONFLICT_MARKERS, "chiosa-cli merge --markers" },
    { "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"annotations\":[\"\\u0000\"]}", CHIOSA_STORE_ERROR_INVALID, "U+0000" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (parse (cases[i].json, ARTICLE, &error));
      g_assert_error (error, CHIOSA_STORE_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, "a.txt.chiosa.json"));
      g_assert_nonnull (strstr (error->message, cases[i].message));
    }
}

static void
test_odd_heads (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaSidecar) sidecar =
    parse ("{\"annotations\":[],\"annotator\":3,\"tagset\":[],\"text\":7,\"article\":{\"status\":\"lost\",\"title\":1},\"version\":\"1.7\",\"format\":\"chiosa-sidecar\"}",
           ARTICLE, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (sidecar->minor, ==, 7);
  g_assert_false (sidecar->read_only);
  g_assert_cmpuint (sidecar->problems->len, ==, 5);
}

static void
test_newer_minor (void)
{
  g_autofree char *json = frame ("", "", "");
  g_auto (GStrv) parts = g_strsplit (json, "\"version\":\"1.0\",\n\"text\"", 2);
  g_autofree char *newer = g_strjoinv ("\"version\":\"1.12\",\n\"text\"", parts);
  g_autoptr (ChiosaSidecar) sidecar = parse (newer, ARTICLE, NULL);
  g_autofree char *again = NULL;

  g_assert_false (sidecar->read_only);
  again = write_again (sidecar, ARTICLE);
  g_assert_nonnull (strstr (again, "\"version\":\"1.12\""));
}

static void
test_newer_major (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaSidecar) sidecar =
    parse ("{\"format\":\"chiosa-sidecar\",\"version\":\"2.0\",\"annotations\":{\"new\":1},\"relations\":7,\"article\":[]}", ARTICLE, &error);

  g_assert_no_error (error);
  g_assert_true (sidecar->read_only);
  g_assert_cmpuint (sidecar->snapshot->items->len, ==, 0);
}

static void
test_peek (void)
{
  g_autoptr (ChiosaSidecar) sidecar = make_example ();
  g_autofree char *json = write_again (sidecar, ARTICLE);
  g_autoptr (GBytes) bytes = g_bytes_new (json, strlen (json)), bad = g_bytes_new ("{}", 2);
  g_autoptr (GError) error = NULL;
  ChiosaSidecarSummary summary;

  g_assert_true (chiosa_sidecar_peek (bytes, "x", &summary, &error));
  g_assert_cmpstr (summary.title, ==, "A “title” with\ta tab");
  g_assert_cmpint (summary.status, ==, CHIOSA_STATUS_IN_PROGRESS);
  g_assert_cmpuint (summary.n_annotations, ==, 3);
  g_assert_cmpuint (summary.n_detached, ==, 1);
  g_free (summary.title);

  g_assert_false (chiosa_sidecar_peek (bad, "x", &summary, &error));
  g_assert_error (error, CHIOSA_STORE_ERROR, CHIOSA_STORE_ERROR_INVALID);
}

/* --- Hostile sizes ---------------------------------------------------------------------------------------------- */

static void
test_quadratic (void)
{
  g_autoptr (GString) items = g_string_new (NULL), relations = g_string_new (NULL), attributes = g_string_new (NULL);
  g_autofree char *one = NULL;
  g_autoptr (ChiosaSidecar) same_place = NULL, many_attributes = NULL;

  for (guint i = 0; i < 100000; i++)
    {
      g_string_append_printf (items, "%s{\"id\":\"a%u\",\"type\":\"t\"," SPAN "}", i > 0 ? "," : "", i);
      g_string_append_printf (relations, "%s{\"id\":\"r%u\",\"type\":\"t\",\"from\":\"a0\",\"to\":\"a%u\"}", i > 0 ? "," : "", i, i);
      g_string_append_printf (attributes, "%s\"k%06u\":1", i > 0 ? "," : "", 100000 - i);
    }
  same_place = parse_items (items->str, relations->str, "");
  g_assert_cmpuint (same_place->snapshot->items->len, ==, 100000);
  one = g_strdup_printf ("{\"id\":\"a\",\"type\":\"t\",\"attributes\":{%s}," SPAN "}", attributes->str);
  many_attributes = parse_items (one, "", "");
  g_assert_cmpuint (many_attributes->raw_items->len, ==, 1);
  g_assert_nonnull (strstr (only_problem (many_attributes)->message, "1000 attributes"));

  /* One second; half a minute under valgrind; far more if anything were quadratic. */
}

static void
test_random_damage (void)
{
  g_autoptr (ChiosaSidecar) sidecar = make_example ();
  g_autofree char *json = write_again (sidecar, ARTICLE);
  const char *swaps[] = { "null", "-1", "[]", "{}", "\"\"", "99999999999", "true", "\"a00000001\"", "1.5" };
  gsize length = strlen (json);
  guint n_read = 0;

  for (guint i = 0; i < 5000; i++)
    {
      g_autoptr (GString) damaged = g_string_new_len (json, length);
      g_autoptr (ChiosaSidecar) back = NULL;
      g_autoptr (ChiosaSidecar) alone = NULL;
      const char *swap = swaps[g_test_rand_int_range (0, G_N_ELEMENTS (swaps))];
      gsize at = g_test_rand_int_range (0, length), end;

      /* The value behind a colon gives way to another, now and then something breaks. */
      while (at < length && damaged->str[at] != ':')
        at++;
      for (end = at + 1; end < length && strchr (",}]\n", damaged->str[end]) == NULL; end++)
        ;
      if (at < length && end < length)
        {
          g_string_erase (damaged, at + 1, end - at - 1);
          g_string_insert (damaged, at + 1, swap);
        }

      alone = parse_alone (damaged->str, NULL);
      back = parse (damaged->str, ARTICLE, NULL);
      g_assert_true ((alone != NULL) == (back != NULL));
      if (back != NULL)
        {
          g_autofree char *first = write_again (back, ARTICLE);
          g_autoptr (GError) error = NULL;
          g_autoptr (ChiosaSidecar) again = parse (first, ARTICLE, &error);
          g_autofree char *second = NULL;

          g_assert_no_error (error);
          second = write_again (again, ARTICLE);
          g_assert_cmpstr (first, ==, second);
          g_assert_cmpuint (alone->snapshot->items->len, ==, back->snapshot->items->len);
          n_read++;
        }
    }
  g_assert_cmpuint (n_read, >, 500);
}

int
main (int   argc,
      char *argv[])
{
  if (argc == 3 && strcmp (argv[1], "--output") == 0)
    {
      g_autoptr (ChiosaSidecar) sidecar = make_example ();
      g_autofree char *json = write_again (sidecar, ARTICLE);

      return g_file_set_contents (argv[2], json, -1, NULL) ? 0 : 1;
    }

  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sidecar/one-line-for-each-item-in-order", test_layout);
  g_test_add_func ("/sidecar/second-write-gives-the-same-bytes", test_second_write);
  g_test_add_func ("/sidecar/what-is-written-comes-back", test_round_trip);
  g_test_add_func ("/sidecar/the-published-example-stays-the-same-bytes", test_example);
  g_test_add_func ("/sidecar/empty-is-a-file-too", test_empty);
  g_test_add_func ("/sidecar/context-is-cut-between-graphemes", test_context);
  g_test_add_func ("/sidecar/very-long-words-are-left-out", test_long_words);
  g_test_add_func ("/sidecar/unknown-members-are-kept", test_unknown_members);
  g_test_add_func ("/sidecar/unknown-members-stay-the-same-bytes", test_unknown_members_stay_the_same_bytes);
  g_test_add_func ("/sidecar/unknown-members-of-text-tagset-article-are-kept", test_unknown_in_text_tagset_article);
  g_test_add_func ("/sidecar/bad-annotations-are-mended-or-kept-raw", test_bad_items);
  g_test_add_func ("/sidecar/bad-relations-are-kept-raw", test_bad_relations);
  g_test_add_func ("/sidecar/the-second-of-an-id-gets-a-new-one", test_duplicate_ids);
  g_test_add_func ("/sidecar/circular-and-dangling-relations-are-data", test_circular_relations);
  g_test_add_func ("/sidecar/problems-are-listed-to-a-limit", test_many_problems);
  g_test_add_func ("/sidecar/for-another-text-only-what-fits-is-live", test_other_text);
  g_test_add_func ("/sidecar/without-a-text-everything-is-as-the-file-has-it", test_without_text);
  g_test_add_func ("/sidecar/what-is-no-sidecar-is-refused", test_refused);
  g_test_add_func ("/sidecar/odd-heads-are-problems", test_odd_heads);
  g_test_add_func ("/sidecar/newer-minor-version-is-fine", test_newer_minor);
  g_test_add_func ("/sidecar/newer-major-version-is-read-only", test_newer_major);
  g_test_add_func ("/sidecar/peek-counts", test_peek);
  g_test_add_func ("/sidecar/hostile-sizes-take-no-hostile-time", test_quadratic);
  g_test_add_func ("/sidecar/random-damage-settles-after-one-write", test_random_damage);

  return g_test_run ();
}
