/* test-split.c
 *
 * Which part an article goes into: the same everywhere and always, whatever else there is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "formats-fixture.h"

#include "chiosa-split.h"

#define PARTS "train=80,validation=10,test=10"

static ChiosaSplit *
new_split (const char *parts,
           guint64     seed,
           const char *by,
           gboolean    stratify)
{
  g_autoptr (GError) error = NULL;
  ChiosaSplit *split = chiosa_split_new (parts, seed, by, stratify, &error);

  g_assert_no_error (error);
  return split;
}

static ChiosaRecord *
new_record (guint       i,
            const char *date,
            const char *publisher)
{
  g_autofree char *name = g_strdup_printf ("article-%04u", i);
  ChiosaRecord *record = chiosa_record_new (name, g_strdup ("Taxes fell."));

  chiosa_record_edit_article (record)->date = g_strdup (date);
  chiosa_record_edit_article (record)->publisher = g_strdup (publisher);

  return record;
}

static guint
assign (ChiosaSplit *split,
        guint        i)
{
  g_autoptr (ChiosaRecord) record = new_record (i, NULL, NULL);

  return chiosa_split_assign (split, record);
}

/* Computed by Python's hashlib: int.from_bytes(sha256(b"7:article-0000").digest()[:8], "big") * 100 >> 64, and so on. */
static void
test_known (void)
{
  static const guint expected[] = { 1, 0, 0, 1, 0, 0, 0, 2, 0, 2, 0, 0, 0, 0, 0, 2, 0, 0, 0, 2, 1, 0, 0, 0 };
  g_autoptr (ChiosaSplit) split = new_split (PARTS, 7, "article", FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpuint (assign (split, i), ==, expected[i]);
  g_assert_false (chiosa_split_needs_all (split));
}

static void
test_shares (void)
{
  g_autoptr (ChiosaSplit) split = new_split (PARTS, 1, "article", FALSE);
  guint counts[3] = { 0 };

  for (guint i = 0; i < 10000; i++)
    counts[assign (split, i)]++;
  g_assert_cmpuint (counts[0], >, 7800);
  g_assert_cmpuint (counts[0], <, 8200);
  g_assert_cmpuint (counts[1], >, 850);
  g_assert_cmpuint (counts[1], <, 1150);
}

static void
test_seed (void)
{
  g_autoptr (ChiosaSplit) one = new_split (PARTS, 1, "article", FALSE), two = new_split (PARTS, 2, "article", FALSE);
  guint n = 0;

  for (guint i = 0; i < 1000; i++)
    n += assign (one, i) != assign (two, i);
  g_assert_cmpuint (n, >, 200);
}

/* More in the training part takes from its neighbours and moves nobody out of it. */
static void
test_growing (void)
{
  g_autoptr (ChiosaSplit) small = new_split ("train=70,test=30", 3, "article", FALSE), large = new_split ("train=90,test=10", 3, "article", FALSE);

  for (guint i = 0; i < 1000; i++)
    if (assign (small, i) == 0)
      g_assert_cmpuint (assign (large, i), ==, 0);
}

static void
test_group (void)
{
  g_autoptr (ChiosaSplit) split = new_split (PARTS, 5, "publisher", FALSE);

  for (guint p = 0; p < 20; p++)
    {
      g_autofree char *publisher = g_strdup_printf ("Paper %u", p);
      g_autoptr (ChiosaRecord) first = new_record (p, NULL, publisher);

      for (guint i = 0; i < 10; i++)
        {
          g_autoptr (ChiosaRecord) other = new_record (100 + i, NULL, publisher);

          g_assert_cmpuint (chiosa_split_assign (split, other), ==, chiosa_split_assign (split, first));
        }
    }
}

static void
test_date (void)
{
  g_autoptr (ChiosaSplit) split = new_split ("train=8,validation=1,test=1", 0, "date", FALSE);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_record_free);
  guint last = 0;

  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *date = g_strdup_printf ("2026-%02u-%02u", 1 + i / 10, 1 + i % 10);

      g_ptr_array_add (records, new_record (i, date, NULL));
      chiosa_split_see (split, g_ptr_array_index (records, i));
    }
  g_assert_true (chiosa_split_needs_all (split));
  chiosa_split_seal (split);

  for (guint i = 0; i < 100; i++)
    {
      guint part = chiosa_split_assign (split, g_ptr_array_index (records, i));

      g_assert_cmpuint (part, >=, last);
      g_assert_cmpuint (part, ==, i < 80 ? 0 : i < 90 ? 1 : 2);
      last = part;
    }
}

static void
add_label (ChiosaRecord *record,
           const char   *label)
{
  ChiosaSpan span = { 0, 5 };
  g_autofree char *id = g_strdup_printf ("a%u", chiosa_record_get_n (record));

  g_assert_true (chiosa_record_add (record, chiosa_annotation_new (id, "claim", label), &span, 1, NULL));
}

/* A label that one article in twenty has is in every part, in its share. */
static void
test_stratified (void)
{
  g_autoptr (ChiosaSplit) split = new_split (PARTS, 11, "article", TRUE);
  g_autoptr (GPtrArray) records = g_ptr_array_new_with_free_func ((GDestroyNotify) chiosa_record_free);
  guint articles[3] = { 0 }, rare[3] = { 0 };

  for (guint i = 0; i < 400; i++)
    {
      ChiosaRecord *record = new_record (i, NULL, NULL);

      add_label (record, "FACT");
      if (i % 20 == 0)
        add_label (record, "CAUSAL");
      g_ptr_array_add (records, record);
    }
  for (guint i = records->len; i > 0; i--)
    chiosa_split_see (split, g_ptr_array_index (records, i - 1));
  chiosa_split_seal (split);

  for (guint i = 0; i < records->len; i++)
    {
      guint part = chiosa_split_assign (split, g_ptr_array_index (records, i));

      articles[part]++;
      rare[part] += i % 20 == 0;
    }
  g_assert_cmpuint (rare[0], ==, 16);
  g_assert_cmpuint (rare[1], ==, 2);
  g_assert_cmpuint (rare[2], ==, 2);
  g_assert_cmpuint (articles[0], ==, 320);
  g_assert_cmpuint (articles[1], ==, 40);
  g_assert_cmpuint (articles[2], ==, 40);
}

static void
test_refused (void)
{
  static const char * const bad[] = { "", "train", "train=80", "train=0,test=1", "train=-1,test=2", "Train=1,test=1", "train=1,train=2", "train=x,test=1",
                                      "train=1,te st=1", "train=nan,test=1", "train=1,,test=1" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (chiosa_split_new (bad[i], 0, "article", FALSE, &error));
      g_assert_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_UNSUPPORTED);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/split/the-same-on-every-machine", test_known);
  g_test_add_func ("/split/parts-have-their-shares", test_shares);
  g_test_add_func ("/split/another-seed-another-split", test_seed);
  g_test_add_func ("/split/a-larger-part-keeps-what-it-has", test_growing);
  g_test_add_func ("/split/a-group-stays-together", test_group);
  g_test_add_func ("/split/by-date-the-oldest-come-first", test_date);
  g_test_add_func ("/split/rare-labels-are-in-every-part", test_stratified);
  g_test_add_func ("/split/what-makes-no-sense-is-refused", test_refused);

  return g_test_run ();
}
