/* test-conll.c
 *
 * CoNLL-2002 and 2003: what is written, what other people's files become, and what is said of bad ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-tag-scheme.h"
#include "chiosa-tagset-file.h"
#include "chiosa-tokens.h"

#include <string.h>

#define FORMAT (&chiosa_format_conll)

static GPtrArray *
read_all (const char   *content,
          gssize        length,
          ChiosaTagset *tagset,
          GPtrArray    *problems)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *records = formats_read_string (FORMAT, tagset, NULL, content, length, problems, &error);

  g_assert_no_error (error);

  return records;
}

/* "Ana Ruiz=PER" for each annotation. */
static char *
describe (const ChiosaRecord *record)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    {
      ChiosaSpan span = chiosa_record_get_extent (record, i);
      g_autofree char *words = g_utf8_substring (record->utf8, span.start, span.end);

      g_string_append_printf (out, "%s%s=%s", i > 0 ? "; " : "", words, chiosa_record_get (record, i)->label);
    }

  return g_string_free (out, FALSE);
}

static void
assert_read (const char *content,
             const char *text,
             const char *annotations)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = read_all (content, -1, NULL, problems);
  g_autofree char *found = NULL;

  for (guint i = 0; i < problems->len; i++)
    g_test_message ("problem %s", (const char *) g_ptr_array_index (problems, i));
  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (records->len, ==, 1);
  found = describe (g_ptr_array_index (records, 0));
  g_assert_cmpstr (((ChiosaRecord *) g_ptr_array_index (records, 0))->utf8, ==, text);
  g_assert_cmpstr (found, ==, annotations);
}

static void
test_example (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (ChiosaRecord) record = formats_example_record ();
  static const struct { const char *setting, *expected; } cases[] = {
    { NULL,
      "-DOCSTART- -X- O O\n\n"
      "😀 article=article-1 O O\nAna _ O B-SRC_PERSON\nRuiz _ O I-SRC_PERSON\nsaid _ O O\n"
      "taxes _ O B-NUMERIC\nfell _ O I-NUMERIC\n3 _ O I-NUMERIC\n% _ O I-NUMERIC\n. _ O O\n\n" },
    { "columns=2002",
      "-DOCSTART- article=article-1 O\n\n"
      "😀 O\nAna B-SRC_PERSON\nRuiz I-SRC_PERSON\nsaid O\ntaxes B-NUMERIC\nfell I-NUMERIC\n3 I-NUMERIC\n% I-NUMERIC\n. O\n\n" },
    { "scheme=bioes",
      "-DOCSTART- -X- O O\n\n"
      "😀 article=article-1 O O\nAna _ O B-SRC_PERSON\nRuiz _ O E-SRC_PERSON\nsaid _ O O\n"
      "taxes _ O B-NUMERIC\nfell _ O I-NUMERIC\n3 _ O I-NUMERIC\n% _ O E-NUMERIC\n. _ O O\n\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (ChiosaOutput) output = formats_write_one (FORMAT, tagset, cases[i].setting, record);

      g_assert_cmpstr (chiosa_output_get_main (output)->str, ==, cases[i].expected);
      g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_RELATION], ==, 1);
      g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_OVERLAP], ==, 0);
      /* "3%." */
      g_assert_cmpuint (chiosa_output_get_losses (output)->counts[CHIOSA_LOSS_WHITE_SPACE], ==, 2);
    }
}

static void
test_schemes_read (void)
{
  static const char *const same[] = {
    "A B-X\nb I-X\nc B-X\nd O\ne B-Y\n\n",
    "A I-X\nb I-X\nc B-X\nd O\ne I-Y\n\n",
    "A B-X\nb E-X\nc S-X\nd O\ne S-Y\n\n",
    "A B-X\nb L-X\nc U-X\nd O\ne U-Y\n\n",
    "A\tB-X\nb\tE-X\nc\tS-X\nd\tO\ne\tS-Y",
    "A NN O B-X\r\nb NN O I-X\r\nc NN O B-X\r\nd NN O O\r\ne NN O B-Y\r\n\r\n",
    "A   B-X  \n b I-X\nc B-X\nd O\ne B-Y\n \n\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (same); i++)
    assert_read (same[i], "A b c d e", "A b=X; c=X; e=Y");

  assert_read ("A X\nb X\nc O\nd Y\n", "A b c d", "A b=X; d=Y");
  assert_read ("A I-X\nb I-Y\n\nc I-Y\n", "A b\nc", "A=X; b=Y; c=Y");
  assert_read ("A B-per-son\nb I-per-son\n", "A b", "A b=per-son");
}

static void
test_adjacent (void)
{
  static const char *const settings[] = { "scheme=iob2", "scheme=iob1", "scheme=bioes" };
  g_autoptr (ChiosaRecord) record = chiosa_record_new ("a", g_strdup ("a b c d\ne f"));
  static const ChiosaSpan spans[] = { { 0, 3 }, { 4, 5 }, { 6, 7 }, { 8, 9 } };
  static const char *const ids[] = { "a1", "a2", "a3", "a4" };

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    g_assert_true (chiosa_record_add (record, chiosa_annotation_new (ids[i], "span", i == 2 ? "Y" : "X"), &spans[i], 1, NULL));

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (ChiosaOutput) output = formats_write_one (FORMAT, NULL, settings[i], record);

      assert_read (chiosa_output_get_main (output)->str, "a b c d\ne f", "a b=X; c=X; d=Y; e=X");
    }
}

/* Words and sentences in the way the format keeps them, annotations on whole words that do not overlap: nothing is lost. */
static ChiosaRecord *
simple_record (guint index)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *name = g_strdup_printf ("year 2026/%u%% ünï", index);
  static const char *const words[] = { "Ana", "said", "😀", "cafe\xCC\x81", "שלום", "3", "%", "Zürich", "👩\xE2\x80\x8D👧", "U" };
  ChiosaRecord *record;
  g_autoptr (ChiosaTokens) tokens = NULL;

  for (guint i = 0; i < 80; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : i % 9 == 0 ? "\n" : " ", words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
  record = chiosa_record_new (name, g_strdup (text->str));
  record->index = index;
  tokens = chiosa_tokens_new (record->utf8);

  for (guint i = 0; i + 3 < tokens->tokens->len; i += g_test_rand_int_range (1, 6))
    {
      guint end = i + g_test_rand_int_range (0, 3);
      g_autofree char *id = chiosa_id_new ('a');
      ChiosaSpan span = { g_array_index (tokens->tokens, ChiosaToken, i).start, g_array_index (tokens->tokens, ChiosaToken, end).end };

      if (g_array_index (tokens->tokens, ChiosaToken, i).sentence == g_array_index (tokens->tokens, ChiosaToken, end).sentence)
        g_assert_true (chiosa_record_add (record, chiosa_annotation_new (id, "span", i % 2 ? "X" : "Y"), &span, 1, NULL));
      i = end;
    }
  chiosa_record_order (record);

  return record;
}

static void
test_round_trip (void)
{
  static const char *const settings[] = { "scheme=iob2", "scheme=iob1", "scheme=bioes", "columns=2002" };

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_record_free);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (ChiosaLosses) losses = chiosa_losses_new ();
      g_autoptr (GPtrArray) paths = NULL;
      g_autoptr (GPtrArray) found = NULL;
      char *folder = formats_make_folder ();

      for (guint k = 0; k < 20; k++)
        g_ptr_array_add (records, simple_record (k));
      paths = formats_write (FORMAT, NULL, settings[i], records, folder, losses);
      found = formats_read (FORMAT, NULL, NULL, g_ptr_array_index (paths, 0), problems, NULL);

      for (guint kind = 0; kind < CHIOSA_LOSS_N; kind++)
        if (losses->counts[kind] > 0)
          g_test_message ("lost: %s %u", chiosa_loss_to_string (kind), losses->counts[kind]);
      g_assert_cmpuint (chiosa_losses_total (losses), ==, 0);
      g_assert_cmpuint (problems->len, ==, 0);
      g_assert_cmpuint (found->len, ==, records->len);
      for (guint k = 0; k < found->len; k++)
        {
          const ChiosaRecord *before = g_ptr_array_index (records, k);
          const ChiosaRecord *after = g_ptr_array_index (found, k);

          g_assert_cmpstr (after->name, ==, before->name);
          formats_assert_same (before, after, 0);
        }
      formats_remove_folder (folder);
    }
}

/* What is written of any article can be read without a complaint, and says what it lost. */
static void
test_any_article (void)
{
  g_autoptr (ChiosaTagset) tagset = chiosa_tagset_builtin ();
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_test_rand_int ());

  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (ChiosaRecord) record = formats_random_record (rand, tagset, i);
      g_autoptr (ChiosaOutput) output = formats_write_one (FORMAT, tagset, i % 2 ? "columns=2002" : "scheme=bioes", record);
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) found = read_all (chiosa_output_get_main (output)->str, -1, tagset, problems);
      const ChiosaLosses *losses = chiosa_output_get_losses (output);
      const ChiosaRecord *after = g_ptr_array_index (found, 0);

      g_assert_cmpuint (problems->len, ==, 0);
      g_assert_cmpuint (found->len, ==, 1);
      g_assert_cmpstr (after->name, ==, record->name);
      if (losses->counts[CHIOSA_LOSS_WHITE_SPACE] == 0)
        g_assert_cmpstr (after->utf8, ==, record->utf8);
      if (losses->counts[CHIOSA_LOSS_FRAGMENTS] == 0)
        g_assert_cmpuint (chiosa_record_get_n (after) + losses->counts[CHIOSA_LOSS_OVERLAP] + losses->counts[CHIOSA_LOSS_ANNOTATION], ==,
                          chiosa_record_get_n (record));
    }
}

static void
test_numbered_words (void)
{
  assert_read ("0\tOn\tO\n1\tthis\tO\n2\tAmazon\tB-ORG\n3\t.\tO\n\n0\tIt\tO\n1\t2\tO\n\n0\tWhy\tO\n",
               "On this Amazon .\nIt 2\nWhy", "Amazon=ORG");
  assert_read ("1\tOn\tO\n2\tAmazon\tB-ORG\n", "On Amazon", "Amazon=ORG");
  assert_read ("12 CD O\nmen NN O\n", "12 men", "");
}

static void
test_documents (void)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = read_all ("-DOCSTART- -X- -X- O\n\nEU NNP B-NP B-ORG\nrejects VBZ B-VP O\n\nPeter NNP B-NP B-PER\n\n"
                                            "-DOCSTART- (2 LONDON)\nLondon NNP B-NP B-LOC\n", -1, NULL, problems);
  const ChiosaRecord *one = g_ptr_array_index (records, 0);
  const ChiosaRecord *two = g_ptr_array_index (records, 1);
  g_autofree char *first = describe (one);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (records->len, ==, 2);
  g_assert_cmpstr (one->name, ==, "input-0001");
  g_assert_cmpstr (one->utf8, ==, "EU rejects\nPeter");
  g_assert_cmpstr (first, ==, "EU=ORG; Peter=PER");
  g_assert_cmpstr (two->name, ==, "input-0002");
  g_assert_cmpstr (two->utf8, ==, "London");
}

static void
test_long_corpus (void)
{
  g_autoptr (GString) content = g_string_new (NULL);
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) records = NULL;
  guint n_sentences = 0;

  for (guint i = 0; i < 2500; i++)
    g_string_append_printf (content, "0\tWord%u\tB-X\n1\t.\tO\n\n", i);
  records = read_all (content->str, content->len, NULL, problems);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (records->len, ==, 13);
  for (guint i = 0; i < records->len; i++)
    {
      const ChiosaRecord *record = g_ptr_array_index (records, i);
      g_autofree char *name = g_strdup_printf ("input-%04u", i + 1);

      g_assert_cmpstr (record->name, ==, name);
      n_sentences += chiosa_record_get_n (record);
    }
  g_assert_cmpuint (n_sentences, ==, 2500);
}

static void
test_bad_input (void)
{
  static const struct { const char *content; gssize length; const char *problem; const char *text; } cases[] = {
    { "Ana B-PER\nRuiz I-P\xE9R\nsaid O\n", -1, "line 2: byte 9 is not UTF-8", "Ana said" },
    { "Ana B-PER\nRu\0iz O\nsaid O\n", 24, "line 2: byte 3 is NUL", "Ana said" },
    { "Ana NNP B-PER\nRuiz\nsaid VB O\n", -1, "2: the word “Ruiz” has no tag", "Ana Ruiz said" },
    { "Ana NNP B-PER\nRuiz NN", -1, "2: the word “Ruiz” has no tag", "Ana Ruiz" },
    { "Ana\tB-PER\n\tO\nsaid\tO\n", -1, "2: the line has no word", "Ana said" },
    { "# id 4 domain=x\nAna _ _ B-PER\n", -1, "1 comment", "Ana" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GPtrArray) records = read_all (cases[i].content, cases[i].length, NULL, problems);

      g_assert_cmpuint (problems->len, ==, 1);
      g_assert_nonnull (strstr (g_ptr_array_index (problems, 0), cases[i].problem));
      g_assert_cmpuint (records->len, ==, 1);
      g_assert_cmpstr (((ChiosaRecord *) g_ptr_array_index (records, 0))->utf8, ==, cases[i].text);
    }
}

static void
test_hopeless_input (void)
{
  static const struct { const char *content; gssize length; const char *message; } cases[] = {
    { "", 0, "no words" },
    { "\n\n  \n", -1, "no words" },
    { "\xFF\xFE" "A\0n\0a\0", 8, "UTF-16" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func (g_free);
      g_autoptr (GError) error = NULL;

      g_assert_null (formats_read_string (FORMAT, NULL, NULL, cases[i].content, cases[i].length, problems, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      g_assert_nonnull (strstr (error->message, "input.conll"));
    }
}

static void
test_guess (void)
{
  static const struct { const char *name, *head; guint least, most; } cases[] = {
    { "a.txt", "-DOCSTART- -X- O O\n", 90, 100 },
    { "train.conll", "0\tOn\tO\n1\tAmazon\tB-ORG\n", 80, 100 },
    { "train.txt", "EU NNP B-NP B-ORG\nrejects VBZ B-VP O\n", 50, 80 },
    { "train.conllu", "0\tOn\tO\n1\tAmazon\tO\n", 80, 100 },
    { "a.conll", "1\tEU\t_\t_\t_\t_\t0\troot\t_\t_\n", 0, 40 },
    { "a.txt", "A plain text.\nIt goes on.\n", 0, 0 },
    { "a.json", "{\"text\": \"O\"}\n", 0, 0 },
    { "a.txt", "", 0, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      guint sure = FORMAT->guess (cases[i].name, cases[i].head, strlen (cases[i].head));

      g_assert_cmpuint (sure, >=, cases[i].least);
      g_assert_cmpuint (sure, <=, cases[i].most);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/conll/the-example", test_example);
  g_test_add_func ("/conll/all-schemes-are-read", test_schemes_read);
  g_test_add_func ("/conll/neighbours-stay-two", test_adjacent);
  g_test_add_func ("/conll/round-trip", test_round_trip);
  g_test_add_func ("/conll/losses-are-counted", test_any_article);
  g_test_add_func ("/conll/numbered-words", test_numbered_words);
  g_test_add_func ("/conll/documents", test_documents);
  g_test_add_func ("/conll/a-long-corpus-becomes-articles", test_long_corpus);
  g_test_add_func ("/conll/bad-lines-are-named", test_bad_input);
  g_test_add_func ("/conll/hopeless-files-are-refused", test_hopeless_input);
  g_test_add_func ("/conll/guess", test_guess);

  return g_test_run ();
}
