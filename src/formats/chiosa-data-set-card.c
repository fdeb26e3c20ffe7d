/* chiosa-data-set-card.c
 *
 * README.md: the card of a data set as the Hugging Face hub reads it: front matter in YAML (huggingface/hub-docs, datasetcard.md),
 * then the sections of its template. In English, as the data's names are: it is read by strangers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-data-set-private.h"

#include "chiosa-json.h"

#include <string.h>

/* Columns of strings at the three levels, as chiosa-jsonl.c writes them. */
static const char * const article_columns[] = {
  "id", "text", "text_sha256", "title", "author", "publisher", "url", "date", "language", "licence", "note", "status", "annotator", NULL
};
static const char * const relation_columns[] = { "id", "type", "from", "to", NULL };

static void
append_yaml (GString    *out,
             const char *key,
             const char *value)
{
  g_autoptr (GString) quoted = g_string_new (NULL);

  /* A string in JSON is one in YAML. */
  chiosa_json_append_string (quoted, value);
  g_string_append_printf (out, "%s: %s\n", key, quoted->str);
}

static const char *
size_category (guint64 n)
{
  static const struct { guint64 below; const char *name; } sizes[] = {
    { 1000, "n<1K" }, { 10000, "1K<n<10K" }, { 100000, "10K<n<100K" }, { 1000000, "100K<n<1M" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    if (n < sizes[i].below)
      return sizes[i].name;

  return "1M<n<10M";
}

/* The hub knows the common licences by their identifier in small letters. */
static void
append_licence (const ChiosaDataSet *self,
                GString             *out)
{
  static const char * const known[] = {
    "cc0-1.0", "cc-by-4.0", "cc-by-3.0", "cc-by-2.0", "cc-by-sa-4.0", "cc-by-sa-3.0", "cc-by-nc-4.0", "cc-by-nc-sa-4.0", "cc-by-nd-4.0",
    "cc-by-nc-nd-4.0", "mit", "apache-2.0", "gpl-3.0", "odbl", "pddl", "odc-by", NULL
  };
  const char *licence = self->settings->licence;
  g_autofree char *small = licence != NULL ? g_ascii_strdown (licence, -1) : NULL;
  g_autofree char *url = chiosa_data_set_licence_url (licence);

  if (small == NULL)
    {
      g_string_append (out, "license: unknown\n");
      return;
    }
  if (g_strv_contains (known, small))
    {
      g_string_append_printf (out, "license: %s\n", small);
      return;
    }

  g_string_append (out, "license: other\n");
  append_yaml (out, "license_name", licence);
  append_yaml (out, "license_link", url);
}

static void
append_languages (const ChiosaDataSet *self,
                  GString             *out)
{
  g_autoptr (GPtrArray) languages = chiosa_data_set_list (self->languages);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (languages->len == 0)
    return;

  g_string_append (out, "language:\n");
  for (guint i = 0; i < languages->len; i++)
    {
      char *language = g_strdelimit (g_ascii_strdown (g_ptr_array_index (languages, i), -1), "-_", '\0');
      gsize length = strlen (language);

      /* The hub takes ISO 639 codes. */
      if (length < 2 || length > 3 || strspn (language, G_CSET_a_2_z) != length || !g_hash_table_add (seen, language))
        continue;
      g_string_append_printf (out, "- %s\n", language);
    }
  if (g_hash_table_size (seen) == 0)
    g_string_append (out, "- und\n");
}

static void
append_strings (GString            *out,
                const char         *indent,
                const char * const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    g_string_append_printf (out, "%s- name: %s\n%s  dtype: string\n", indent, names[i], indent);
}

static void
append_pairs (GString    *out,
              const char *indent,
              const char *name)
{
  static const char * const pair[] = { "name", "value", NULL };
  g_autofree char *deeper = g_strconcat (indent, "  ", NULL);

  g_string_append_printf (out, "%s- name: %s\n%s  list:\n", indent, name, indent);
  append_strings (out, deeper, pair);
}

/* "start" and "end" are numbers. */
static void
append_place (GString    *out,
              const char *indent)
{
  g_string_append_printf (out, "%s- name: start\n%s  dtype: int64\n%s- name: end\n%s  dtype: int64\n", indent, indent, indent, indent);
}

static void
append_span_features (const ChiosaDataSet *self,
                      GString             *out)
{
  static const char * const head[] = { "id", "type", "label", NULL };
  static const char * const text[] = { "text", NULL };
  static const char * const context[] = { "prefix", "suffix", NULL };
  static const char * const middle[] = { "note", "creator", "created", "origin", "suggester", "confidence", NULL };
  static const char * const tail[] = { "extra", NULL };

  g_string_append (out, "  - name: spans\n    list:\n");
  append_strings (out, "    ", head);
  append_place (out, "    ");
  g_string_append (out, "    - name: fragments\n      list:\n");
  append_place (out, "      ");
  append_strings (out, "      ", text);
  append_strings (out, "    ", text);
  if (self->settings->text_mode != CHIOSA_TEXT_FULL)
    append_strings (out, "    ", context);
  append_pairs (out, "    ", "attributes");
  append_strings (out, "    ", middle);
  g_string_append (out, "    - name: edited\n      dtype: bool\n    - name: review\n      dtype: bool\n");
  append_strings (out, "    ", tail);
}

static void
append_features (const ChiosaDataSet *self,
                 GString             *out)
{
  static const char * const extra[] = { "extra", NULL };
  static const char * const made[] = { "note", "creator", "created", "extra", NULL };

  g_string_append (out, "dataset_info:\n  features:\n");
  append_strings (out, "  ", article_columns);
  append_pairs (out, "  ", "article_attributes");
  append_strings (out, "  ", extra);
  append_span_features (self, out);
  g_string_append (out, "  - name: relations\n    list:\n");
  append_strings (out, "    ", relation_columns);
  append_pairs (out, "    ", "attributes");
  append_strings (out, "    ", made);
}

static guint64
find_size (GPtrArray  *files,
           const char *name)
{
  for (guint i = 0; i < files->len; i++)
    if (g_str_equal (((ChiosaExportFile *) g_ptr_array_index (files, i))->name, name))
      return ((ChiosaExportFile *) g_ptr_array_index (files, i))->size;

  return 0;
}

static void
append_splits (const ChiosaDataSet *self,
               GPtrArray           *files,
               GString             *out)
{
  g_string_append (out, "  splits:\n");
  for (guint i = 0; i < self->parts->len; i++)
    {
      const ChiosaDataSetPart *part = g_ptr_array_index (self->parts, i);
      g_autofree char *name = chiosa_data_set_name (part->name);

      g_string_append_printf (out, "  - name: %s\n    num_bytes: %" G_GUINT64_FORMAT "\n    num_examples: %" G_GUINT64_FORMAT "\n",
                              part->name, find_size (files, name), part->n_articles);
    }

  g_string_append (out, "configs:\n- config_name: default\n  data_files:\n");
  for (guint i = 0; i < self->parts->len; i++)
    {
      const ChiosaDataSetPart *part = g_ptr_array_index (self->parts, i);

      g_string_append_printf (out, "  - split: %s\n    path: data/%s.jsonl\n", part->name, part->name);
    }
}

static void
append_front_matter (const ChiosaDataSet *self,
                     GPtrArray           *files,
                     GString             *out)
{
  guint64 n = chiosa_data_set_sum (self, G_STRUCT_OFFSET (ChiosaDataSetPart, n_articles));
  guint64 suggested = chiosa_data_set_sum (self, G_STRUCT_OFFSET (ChiosaDataSetPart, n_suggested));

  g_string_append (out, "---\n");
  append_yaml (out, "pretty_name", chiosa_data_set_title (self));
  append_languages (self, out);
  append_licence (self, out);
  g_string_append (out, "annotations_creators:\n- expert-generated\n");
  if (suggested > 0)
    g_string_append (out, "- machine-generated\n");
  g_string_append (out, "task_categories:\n- token-classification\ntags:\n- claims\n- attribution\n- span-annotation\n");
  g_string_append_printf (out, "size_categories:\n- %s\n", size_category (n));
  append_features (self, out);
  append_splits (self, files, out);
  g_string_append (out, "---\n\n");
}

/* --- The text ----------------------------------------------------------------------------------------------------- */

static void
append_details (const ChiosaDataSet *self,
                ChiosaTagset        *tagset,
                GString             *out)
{
  const ChiosaExportSettings *settings = self->settings;

  g_string_append (out, "## Dataset Details\n\n");
  g_string_append_printf (out, "- **Curated by:** %s\n", settings->creator != NULL ? settings->creator : "not stated");
  g_string_append_printf (out, "- **Licence of the annotations:** %s\n", settings->licence != NULL ? settings->licence : "not stated");
  g_string_append_printf (out, "- **Tag set:** %s (`schema.json`, `guidelines.md`)\n", chiosa_tagset_get_name (tagset));
  if (settings->version != NULL)
    g_string_append_printf (out, "- **Version:** %s\n", settings->version);
  if (settings->url != NULL)
    g_string_append_printf (out, "- **Home:** <%s>\n", settings->url);
  if (self->first_date != NULL)
    g_string_append_printf (out, "- **Articles from:** %s to %s\n", self->first_date, self->last_date);
  g_string_append_c (out, '\n');
}

static void
append_counts (const ChiosaDataSet *self,
               GString             *out)
{
  g_string_append (out, "| Split | Articles | Characters | Annotations | Relations |\n|---|---|---|---|---|\n");
  for (guint i = 0; i < self->parts->len; i++)
    {
      const ChiosaDataSetPart *part = g_ptr_array_index (self->parts, i);

      g_string_append_printf (out, "| %s | %" G_GUINT64_FORMAT " | %" G_GUINT64_FORMAT " | %" G_GUINT64_FORMAT " | %" G_GUINT64_FORMAT " |\n",
                              part->name, part->n_articles, part->n_characters, part->n_annotations, part->n_relations);
    }
  g_string_append (out, "\nCounts of every label, relation and attribute value: `statistics.json`. Which article is in which split, "
                        "and how that was decided: `SPLIT.json`. SHA-256 of all files: `CHECKSUMS`.\n\n");
}

static void
append_structure (const ChiosaDataSet *self,
                  GString             *out)
{
  g_string_append (out, "## Dataset Structure\n\n");
  append_counts (self, out);
  g_string_append (out,
                   "One article on each line of `data/*.jsonl`. `spans` are its annotations: `type` and `label` are of the tag set, `start` and `end` are "
                   "offsets in Unicode code points, `end` excluded (what Python's slices count), of the whole annotation; `fragments` are its pieces, in order: "
                   "most have one. `relations` lead from the `id` of one span to that of another. What is not known is `\"\"` or `[]`; "
                   "an attribute that is not there has the default value that `schema.json` gives.\n\n"
                   "```python\nfrom datasets import load_dataset\n\ndata = load_dataset(\"path/to/this/folder\")\n"
                   "for article in data[\"");
  g_string_append (out, self->parts->len > 0 ? ((ChiosaDataSetPart *) g_ptr_array_index (self->parts, 0))->name : "train");
  g_string_append (out, "\"]:\n    for span in article[\"spans\"]:\n        print(span[\"type\"], span[\"label\"], article[\"text\"][span[\"start\"]:span[\"end\"]])\n```\n\n");
}

static void
append_text_mode (const ChiosaDataSet *self,
                  GString             *out)
{
  switch (self->settings->text_mode)
    {
    case CHIOSA_TEXT_NONE:
      g_string_append (out, "**The texts of the articles are not in this data set**, since they may not be given away. `text_sha256` is over the text as UTF-8, line ends as "
                            "they stand, nothing normalised. Whoever has obtained the articles puts the annotations back with "
                            "`chiosa-cli import data/*.jsonl --format jsonl --reattach --output FOLDER`.\n\n");
      break;

    case CHIOSA_TEXT_CONTEXT:
      g_string_append (out, "**Only the annotated words are in this data set**, with up to 32 characters before (`prefix`) and behind (`suffix`), not the texts of the articles. "
                            "`text_sha256` is over the text as UTF-8, nothing normalised. Whoever has obtained the articles puts the annotations back with "
                            "`chiosa-cli import data/*.jsonl --format jsonl --reattach --output FOLDER`.\n\n");
      break;

    case CHIOSA_TEXT_FULL:
    default:
      g_string_append_printf (out, "The texts of the articles are in this data set. %" G_GUINT64_FORMAT " of them state no licence of their own (column `licence`).\n\n",
                              self->n_without_licence);
    }
}

static void
append_names (GString    *out,
              const char *what,
              GHashTable *set)
{
  g_autoptr (GPtrArray) names = chiosa_data_set_list (set);

  if (names->len == 0)
    return;

  g_string_append_printf (out, "- %s: ", what);
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "", (const char *) g_ptr_array_index (names, i));
  g_string_append (out, "\n");
}

static void
append_creation (const ChiosaDataSet *self,
                 GString             *out)
{
  guint64 n = chiosa_data_set_sum (self, G_STRUCT_OFFSET (ChiosaDataSetPart, n_annotations));
  guint64 suggested = chiosa_data_set_sum (self, G_STRUCT_OFFSET (ChiosaDataSetPart, n_suggested));
  guint64 unedited = chiosa_data_set_sum (self, G_STRUCT_OFFSET (ChiosaDataSetPart, n_suggested_unedited));

  g_string_append (out, "## Dataset Creation\n\n### Source Data\n\n");
  append_text_mode (self, out);
  append_names (out, "Publishers", self->publishers);
  append_names (out, "Licences of the articles", self->licences);
  g_string_append_printf (out, "\n### Annotations\n\nMade with Chiosa " PACKAGE_VERSION " by the guidelines in `guidelines.md`; %u annotator(s) by name. "
                          "Of %" G_GUINT64_FORMAT " annotations, %" G_GUINT64_FORMAT " began as a suggestion of the program, %" G_GUINT64_FORMAT " of them unchanged since.\n\n",
                          g_hash_table_size (self->annotators), n, suggested, unedited);
  g_string_append (out, "### Personal and Sensitive Information\n\n");
  g_string_append (out, self->settings->pseudonymise
                        ? "The names of persons that are annotated are replaced by placeholders (PERSON_1, …) throughout an article, annotators have pseudonyms, notes "
                          "and authors' names are left out. This hides names; it does not make an article anonymous.\n\n"
                        : "News articles name living persons and speak of their politics, health and legal affairs. Annotations such as a claim's verdict are statements "
                          "about them.\n\n");
}

/**
 * chiosa_data_set_write_card:
 * @self: a data set
 * @tagset: that has everything that was seen
 * @files: (element-type ChiosaExportFile): what has been written
 * @out: where to
 */
void
chiosa_data_set_write_card (const ChiosaDataSet *self,
                            ChiosaTagset        *tagset,
                            GPtrArray           *files,
                            GString             *out)
{
  g_autofree char *description = chiosa_data_set_describe (self);

  append_front_matter (self, files, out);
  g_string_append_printf (out, "# %s\n\n%s\n\n", chiosa_data_set_title (self), description);
  append_details (self, tagset, out);
  append_structure (self, out);
  append_creation (self, out);
  g_string_append (out, "## Bias, Risks, and Limitations\n\nWhich sentences are claims is a judgement on which people differ; "
                        "see the guidelines for what was to be marked. What the export left out, article by article, is in `export-report.json`.\n\n"
                        "## Citation\n\nSee `CITATION.cff`.\n");
}
