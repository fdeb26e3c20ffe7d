/* chiosa-split.c
 *
 * Which part of a data set an article belongs to.
 *
 * By default: the first 8 bytes of SHA-256 over "SEED:GROUP", as a fraction of 2^64, fall on one of the parts, whose widths are
 * their weights. That depends on nothing but seed and group. By date: in the order of time, the oldest into the first part.
 * Stratified: groups in the order of their hash, each to the part that lacks its labels most (the greedy form of Sechidis,
 * Tsoumakas, Vlahavas: On the Stratification of Multi-Label Data, ECML PKDD 2011, section 3.2).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-split.h"

#include "chiosa-format.h"
#include "chiosa-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_PARTS 16
/* Weights are whole numbers of millionths, so that every machine computes the same. */
#define MILLION 1000000

/* What stands for the number of articles among the labels. */
#define ARTICLES ""

typedef struct
{
  char   *name;
  guint64 weight;
} Part;

/* Articles that stay together. */
typedef struct
{
  guint64     hash;
  GHashTable *labels;   /* interned label -> how many */
} Group;

struct _ChiosaSplit
{
  GArray     *parts;      /* Part */
  guint64     total;      /* of the weights */
  guint64     seed;
  char       *by;
  gboolean    stratify;
  GHashTable *groups;     /* key -> Group; stratified */
  GHashTable *dates;      /* date -> number of articles */
  GHashTable *assigned;   /* key -> part + 1, once sealed */
};

static void
part_clear (gpointer data)
{
  g_free (((Part *) data)->name);
}

static void
group_free (gpointer data)
{
  Group *group = data;

  g_hash_table_unref (group->labels);
  g_free (group);
}

static const Part *
get_part (const ChiosaSplit *self,
          guint              i)
{
  return &g_array_index (self->parts, Part, i);
}

/* --- What is asked for -------------------------------------------------------------------------------------------- */

static gboolean
add_part (ChiosaSplit  *self,
          const char   *text,
          GError      **error)
{
  const char *equals = strchr (text, '=');
  Part part = { 0 };
  char *end = NULL;
  double weight = equals != NULL ? g_ascii_strtod (equals + 1, &end) : 0;
  gsize length = equals != NULL ? equals - text : 0;

  if (length == 0 || length > 64 || strspn (text, G_CSET_a_2_z G_CSET_DIGITS "_-") != length
      || end == equals + 1 || *end != '\0' || !(weight > 0 && weight <= MILLION))
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_UNSUPPORTED,
                   _("“%s” is no part of a split. Write a name in small letters, an equals sign and a weight, "
                     "as in train=80,validation=10,test=10."), text);
      return FALSE;
    }

  for (guint i = 0; i < self->parts->len; i++)
    if (strncmp (get_part (self, i)->name, text, length) == 0 && get_part (self, i)->name[length] == '\0')
      {
        g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_UNSUPPORTED,
                     _("The part “%s” of the split is there twice."), get_part (self, i)->name);
        return FALSE;
      }

  part.name = g_strndup (text, length);
  part.weight = MAX (1, (guint64) (weight * MILLION + 0.5));
  self->total += part.weight;
  g_array_append_val (self->parts, part);

  return TRUE;
}

/**
 * chiosa_split_new:
 * @parts: "train=80,validation=10,test=10"
 * @seed: any number; another one gives another split
 * @by: "article", "date", or a member of the article's metadata: articles with the same value stay together
 * @stratify: whether labels are to be spread evenly
 * @error: return location: @parts makes no sense
 *
 * Returns: (transfer full): a split; or %NULL
 */
ChiosaSplit *
chiosa_split_new (const char  *parts,
                  guint64      seed,
                  const char  *by,
                  gboolean     stratify,
                  GError     **error)
{
  g_autoptr (ChiosaSplit) self = g_new0 (ChiosaSplit, 1);
  g_auto (GStrv) texts = g_strsplit (parts, ",", -1);

  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (self->parts, part_clear);
  self->seed = seed;
  self->by = g_strdup (by);
  self->stratify = stratify;
  self->groups = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, group_free);
  self->dates = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->assigned = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; texts[i] != NULL; i++)
    if (!add_part (self, g_strstrip (texts[i]), error))
      return NULL;

  if (self->parts->len < 2 || self->parts->len > MAX_PARTS)
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_UNSUPPORTED,
                   _("A split has 2 to %d parts, as in train=80,validation=10,test=10."), MAX_PARTS);
      return NULL;
    }
  if (stratify && g_str_equal (by, "date"))
    {
      g_set_error (error, CHIOSA_FORMAT_ERROR, CHIOSA_FORMAT_ERROR_UNSUPPORTED,
                   _("A split by date cannot be stratified as well: the dates decide."));
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * chiosa_split_free:
 * @self: (nullable) (transfer full): a split
 */
void
chiosa_split_free (ChiosaSplit *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->parts);
  g_hash_table_unref (self->groups);
  g_hash_table_unref (self->dates);
  g_hash_table_unref (self->assigned);
  g_free (self->by);
  g_free (self);
}

/**
 * chiosa_split_get_n:
 * @self: a split
 *
 * Returns: how many parts it has
 */
guint
chiosa_split_get_n (const ChiosaSplit *self)
{
  return self->parts->len;
}

/**
 * chiosa_split_get_name:
 * @self: a split
 * @part: from 0
 *
 * Returns: (transfer none): "train"
 */
const char *
chiosa_split_get_name (const ChiosaSplit *self,
                       guint              part)
{
  return get_part (self, part)->name;
}

/**
 * chiosa_split_needs_all:
 * @self: a split
 *
 * Returns: whether every article must be seen before the first is assigned
 */
gboolean
chiosa_split_needs_all (const ChiosaSplit *self)
{
  return self->stratify || g_str_equal (self->by, "date");
}

/* --- Groups ------------------------------------------------------------------------------------------------------- */

static const char *
get_member (const ChiosaArticle *article,
            const char          *name)
{
  const struct { const char *name, *value; } members[] = {
    { "title", article->title }, { "author", article->author }, { "publisher", article->publisher }, { "url", article->url },
    { "date", article->date }, { "language", article->language }, { "licence", article->licence },
  };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (g_str_equal (members[i].name, name))
      return members[i].value;

  return chiosa_attributes_get (article->attributes, name, NULL);
}

/* Articles of which the member is not known are each a group of their own. (transfer full) */
static char *
make_key (const ChiosaSplit  *self,
          const ChiosaRecord *record)
{
  const char *value;

  if (g_str_equal (self->by, "article"))
    return g_strdup (record->name);

  value = get_member (chiosa_record_get_article (record), self->by);

  return value != NULL && *value != '\0' ? g_strdup (value) : g_strconcat ("article:", record->name, NULL);
}

static guint64
hash_key (const ChiosaSplit *self,
          const char        *key)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *head = g_strdup_printf ("%" G_GUINT64_FORMAT ":", self->seed);
  guint8 digest[32];
  gsize length = sizeof digest;
  guint64 hash = 0;

  g_checksum_update (checksum, (const guchar *) head, -1);
  g_checksum_update (checksum, (const guchar *) key, -1);
  g_checksum_get_digest (checksum, digest, &length);
  for (guint i = 0; i < 8; i++)
    hash = hash << 8 | digest[i];

  return hash;
}

/* The part that @place falls on, of the sum of all weights. */
static guint
find_part (const ChiosaSplit *self,
           guint64            place)
{
  guint part = 0;

  while (part + 1 < self->parts->len && place >= get_part (self, part)->weight)
    place -= get_part (self, part++)->weight;

  return part;
}

static void
count_label (GHashTable *labels,
             const char *label)
{
  guint n = GPOINTER_TO_UINT (g_hash_table_lookup (labels, label));

  g_hash_table_insert (labels, (gpointer) label, GUINT_TO_POINTER (n + 1));
}

/**
 * chiosa_split_see:
 * @self: a split that needs all articles
 * @record: one of them
 */
void
chiosa_split_see (ChiosaSplit        *self,
                  const ChiosaRecord *record)
{
  g_autofree char *key = make_key (self, record);
  Group *group;

  if (g_str_equal (self->by, "date"))
    {
      const char *date = chiosa_record_get_article (record)->date;
      guint n;

      date = date != NULL ? date : "";
      n = GPOINTER_TO_UINT (g_hash_table_lookup (self->dates, date));
      g_hash_table_insert (self->dates, g_strdup (date), GUINT_TO_POINTER (n + 1));
      return;
    }

  group = g_hash_table_lookup (self->groups, key);
  if (group == NULL)
    {
      group = g_new0 (Group, 1);
      group->hash = hash_key (self, key);
      group->labels = g_hash_table_new (g_str_hash, g_str_equal);
      g_hash_table_insert (self->groups, g_steal_pointer (&key), group);
    }

  count_label (group->labels, ARTICLES);
  for (guint i = 0; i < chiosa_record_get_n (record); i++)
    {
      const ChiosaAnnotation *annotation = chiosa_record_get (record, i);
      g_autofree char *name = g_strconcat (annotation->type, "/", annotation->label, NULL);

      count_label (group->labels, g_intern_string (name));
    }
}

/* --- Before the first assignment ---------------------------------------------------------------------------------- */

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char * const *) a, *(const char * const *) b);
}

/* Articles of one day stay together; those without a date are the oldest. */
static void
assign_dates (ChiosaSplit *self)
{
  g_autoptr (GPtrArray) dates = g_hash_table_get_keys_as_ptr_array (self->dates);
  guint64 total = 0, before = 0;

  g_ptr_array_sort (dates, compare_strings);
  for (guint i = 0; i < dates->len; i++)
    total += GPOINTER_TO_UINT (g_hash_table_lookup (self->dates, g_ptr_array_index (dates, i)));

  for (guint i = 0; i < dates->len; i++)
    {
      const char *date = g_ptr_array_index (dates, i);
      guint64 place = (guint64) ((unsigned __int128) before * self->total / total);

      g_hash_table_insert (self->assigned, g_strdup (date), GUINT_TO_POINTER (find_part (self, place) + 1));
      before += GPOINTER_TO_UINT (g_hash_table_lookup (self->dates, date));
    }
}

static int
compare_groups (gconstpointer a,
                gconstpointer b,
                gpointer      data)
{
  const Group *x = g_hash_table_lookup (data, *(const char * const *) a);
  const Group *y = g_hash_table_lookup (data, *(const char * const *) b);

  if (x->hash != y->hash)
    return x->hash < y->hash ? -1 : 1;

  return compare_strings (a, b);
}

/* label -> how many of it each part still lacks, as double[MAX_PARTS] */
static GHashTable *
count_wanted (const ChiosaSplit *self)
{
  GHashTable *wanted = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GHashTableIter groups, labels;
  gpointer group, label, n;

  g_hash_table_iter_init (&groups, self->groups);
  while (g_hash_table_iter_next (&groups, NULL, &group))
    {
      g_hash_table_iter_init (&labels, ((Group *) group)->labels);
      while (g_hash_table_iter_next (&labels, &label, &n))
        {
          double *lacking = g_hash_table_lookup (wanted, label);

          if (lacking == NULL)
            g_hash_table_insert (wanted, label, lacking = g_new0 (double, MAX_PARTS + 1));
          /* Behind the parts: how many there are in all. */
          lacking[MAX_PARTS] += GPOINTER_TO_UINT (n);
          for (guint p = 0; p < self->parts->len; p++)
            lacking[p] += GPOINTER_TO_UINT (n) * (double) get_part (self, p)->weight / self->total;
        }
    }

  return wanted;
}

/* How much part @part lacks of what @group has; rare labels count more. Summed in a fixed order: the same on every machine. */
static double
score (const ChiosaSplit *self,
       const Group       *group,
       GHashTable        *wanted,
       guint              part)
{
  g_autoptr (GPtrArray) labels = g_hash_table_get_keys_as_ptr_array (group->labels);
  double sum = 0;

  g_ptr_array_sort (labels, compare_strings);
  for (guint i = 0; i < labels->len; i++)
    {
      const double *lacking = g_hash_table_lookup (wanted, g_ptr_array_index (labels, i));
      double share = lacking[MAX_PARTS] * get_part (self, part)->weight / self->total;

      sum += lacking[part] / share / lacking[MAX_PARTS] * GPOINTER_TO_UINT (g_hash_table_lookup (group->labels, g_ptr_array_index (labels, i)));
    }

  return sum;
}

static void
assign_strata (ChiosaSplit *self)
{
  g_autoptr (GPtrArray) keys = g_hash_table_get_keys_as_ptr_array (self->groups);
  g_autoptr (GHashTable) wanted = count_wanted (self);

  g_ptr_array_sort_with_data (keys, compare_groups, self->groups);
  for (guint i = 0; i < keys->len; i++)
    {
      const char *key = g_ptr_array_index (keys, i);
      const Group *group = g_hash_table_lookup (self->groups, key);
      GHashTableIter iter;
      gpointer label, n;
      guint best = 0;
      double most = 0;

      for (guint p = 0; p < self->parts->len; p++)
        {
          double here = score (self, group, wanted, p);

          if (p == 0 || here > most)
            {
              most = here;
              best = p;
            }
        }

      g_hash_table_iter_init (&iter, group->labels);
      while (g_hash_table_iter_next (&iter, &label, &n))
        ((double *) g_hash_table_lookup (wanted, label))[best] -= GPOINTER_TO_UINT (n);
      g_hash_table_insert (self->assigned, g_strdup (key), GUINT_TO_POINTER (best + 1));
    }
}

/**
 * chiosa_split_seal:
 * @self: a split that has seen all articles it needs
 */
void
chiosa_split_seal (ChiosaSplit *self)
{
  g_hash_table_remove_all (self->assigned);
  if (g_str_equal (self->by, "date"))
    assign_dates (self);
  else if (self->stratify)
    assign_strata (self);
}

/**
 * chiosa_split_assign:
 * @self: a split
 * @record: an article
 *
 * Returns: the part that it goes into, from 0
 */
guint
chiosa_split_assign (const ChiosaSplit  *self,
                     const ChiosaRecord *record)
{
  g_autofree char *key = NULL;
  guint part;

  if (g_str_equal (self->by, "date"))
    {
      const char *date = chiosa_record_get_article (record)->date;

      part = GPOINTER_TO_UINT (g_hash_table_lookup (self->assigned, date != NULL ? date : ""));
      return part > 0 ? part - 1 : 0;
    }

  key = make_key (self, record);
  part = GPOINTER_TO_UINT (g_hash_table_lookup (self->assigned, key));

  if (part > 0)
    return part - 1;

  return find_part (self, (guint64) (((unsigned __int128) hash_key (self, key) * self->total) >> 64));
}

/**
 * chiosa_split_describe:
 * @self: a split
 * @json: an object that has been begun
 *
 * Appends what somebody needs to make the same split again.
 */
void
chiosa_split_describe (const ChiosaSplit *self,
                       GString           *json)
{
  const char *algorithm = g_str_equal (self->by, "date") ? "date" : self->stratify ? "sha256-stratified" : "sha256";

  chiosa_json_append_key (json, "algorithm");
  chiosa_json_append_string (json, algorithm);
  chiosa_json_append_key (json, "algorithm_version");
  g_string_append (json, "1");
  chiosa_json_append_key (json, "seed");
  g_string_append_printf (json, "%" G_GUINT64_FORMAT, self->seed);
  chiosa_json_append_key (json, "by");
  chiosa_json_append_string (json, self->by);
  chiosa_json_append_key (json, "stratified");
  g_string_append (json, self->stratify ? "true" : "false");
  /* Whether an article keeps its part when others come in. */
  chiosa_json_append_key (json, "stable");
  g_string_append (json, chiosa_split_needs_all (self) ? "false" : "true");
  chiosa_json_append_key (json, "weights");
  g_string_append_c (json, '{');
  for (guint i = 0; i < self->parts->len; i++)
    {
      char number[G_ASCII_DTOSTR_BUF_SIZE];

      chiosa_json_append_key (json, get_part (self, i)->name);
      g_string_append (json, g_ascii_formatd (number, sizeof number, "%.10g", get_part (self, i)->weight / (double) MILLION));
    }
  g_string_append_c (json, '}');
}
