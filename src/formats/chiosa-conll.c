/* chiosa-conll.c
 *
 * CoNLL-2002 and CoNLL-2003: a word and its tag on each line, an empty line behind each sentence. Reading: chiosa-conll-read.c.
 *
 * Columns "2003": word, part of speech "_", chunk "O", tag, with "-DOCSTART- -X- O O" before each article, which is how NLTK, spaCy and
 * the Hugging Face scripts want it. Columns "2002": word and tag, "-DOCSTART- O".
 *
 * The format has no comments and its readers take the border between two articles literally. So the article's name stands where they look
 * for nothing: as the part of speech of its first word ("article=politics/budget"; white space, control characters and % as %XX), or
 * in "2002" as a second column of the -DOCSTART- line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-conll.h"

#include "chiosa-formats.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define GUESS_LINES 12

typedef struct
{
  const ChiosaWriteContext *context;
  const ChiosaRecord       *record;
  ChiosaOffsets            *offsets;
  ChiosaTokens             *tokens;
  GArray                   *stretches;    /* ChiosaTokenSpan */
  GPtrArray                *names;        /* by item; NULL: not asked for yet */
  ChiosaLosses             *losses;
  GString                  *out;
  char                     *article;      /* the name, escaped */
  ChiosaTagScheme           scheme;
  gboolean                  wide;         /* columns of 2003 */
  guint                     next;         /* stretch */
} Writer;

static const ChiosaToken *
get_token (const Writer *self,
           guint         i)
{
  return &g_array_index (self->tokens->tokens, ChiosaToken, i);
}

/* Reading joins words with one space and sentences with a line end. */
static void
count_gap (Writer     *self,
           gsize       start,
           gsize       end,
           const char *expected)
{
  g_autofree char *gap = chiosa_offsets_slice (self->offsets, start, end);

  if (!g_str_equal (gap, expected))
    chiosa_losses_add (self->losses, CHIOSA_LOSS_WHITE_SPACE, NULL, NULL);
}

static void
count_gaps (Writer *self)
{
  guint n = self->tokens->tokens->len;
  gsize at = 0;

  for (guint i = 0; i < n; i++)
    {
      const ChiosaToken *token = get_token (self, i);
      gboolean same = i > 0 && get_token (self, i - 1)->sentence == token->sentence;

      count_gap (self, at, token->start, i == 0 ? "" : same ? " " : "\n");
      at = token->end;
    }
  count_gap (self, at, self->record->length, "");
}

static const char *
get_name (Writer *self,
          guint   item)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, item);
  gboolean changed;

  if (g_ptr_array_index (self->names, item) == NULL)
    {
      g_ptr_array_index (self->names, item) = chiosa_conll_name (self->context->tagset, annotation, &changed);
      if (changed)
        chiosa_losses_add (self->losses, CHIOSA_LOSS_LABEL, annotation->id, annotation->label);
    }

  return g_ptr_array_index (self->names, item);
}

static gboolean
touches_same (Writer *self,
              guint   stretch)
{
  const ChiosaTokenSpan *span = &g_array_index (self->stretches, ChiosaTokenSpan, stretch);
  const ChiosaTokenSpan *before = stretch > 0 ? span - 1 : NULL;

  return before != NULL && before->end == span->first
         && get_token (self, span->first)->sentence == get_token (self, before->first)->sentence
         && g_str_equal (get_name (self, before->item), get_name (self, span->item));
}

static void
append_tag (Writer *self,
            guint   token)
{
  const ChiosaTokenSpan *span;

  while (self->next < self->stretches->len && g_array_index (self->stretches, ChiosaTokenSpan, self->next).end <= token)
    self->next++;

  span = self->next < self->stretches->len ? &g_array_index (self->stretches, ChiosaTokenSpan, self->next) : NULL;
  if (span == NULL || token < span->first)
    g_string_append_c (self->out, 'O');
  else
    chiosa_tag_append (self->out, self->scheme, get_name (self, span->item),
                       token == span->first, token + 1 == span->end, touches_same (self, self->next));
}

static void
append_word (Writer *self,
             guint   i)
{
  const ChiosaToken *token = get_token (self, i);
  g_autofree char *form = chiosa_offsets_slice (self->offsets, token->start, token->end);

  g_string_append (self->out, form);
  g_string_append_c (self->out, ' ');
  if (self->wide && i == 0)
    g_string_append_printf (self->out, CHIOSA_CONLL_ARTICLE "%s O ", self->article);
  else if (self->wide)
    g_string_append (self->out, "_ O ");
  append_tag (self, i);
  g_string_append_c (self->out, '\n');
}

static void
append_article (Writer *self)
{
  if (self->wide)
    g_string_append (self->out, "-DOCSTART- -X- O O\n\n");
  else
    g_string_append_printf (self->out, "-DOCSTART- " CHIOSA_CONLL_ARTICLE "%s O\n\n", self->article);

  for (guint i = 0; i < self->tokens->sentences->len; i++)
    {
      const ChiosaSentence *sentence = &g_array_index (self->tokens->sentences, ChiosaSentence, i);

      for (guint k = 0; k < sentence->n_tokens; k++)
        append_word (self, sentence->first_token + k);
      g_string_append_c (self->out, '\n');
    }
}

static void
write_article (const ChiosaWriteContext *context,
               const ChiosaRecord       *record,
               ChiosaOutput             *output)
{
  g_autoptr (ChiosaOffsets) offsets = chiosa_offsets_new (record->utf8);
  g_autoptr (ChiosaTokens) tokens = chiosa_tokens_new (record->utf8);
  g_autoptr (GPtrArray) names = g_ptr_array_new_full (chiosa_record_get_n (record), g_free);
  g_autofree char *article = chiosa_conll_escape (record->name, "");
  g_autoptr (GArray) stretches = NULL;
  Writer self = {
    .context = context, .record = record, .offsets = offsets, .tokens = tokens, .names = names, .article = article,
    .losses = chiosa_output_get_losses (output), .out = chiosa_output_get_main (output),
    .scheme = chiosa_tag_scheme_from_string (chiosa_write_context_get_option (context, "scheme")),
    .wide = g_str_equal (chiosa_write_context_get_option (context, "columns"), "2003"),
  };

  self.stretches = stretches = chiosa_tokens_flatten (tokens, record, TRUE, self.losses);
  g_ptr_array_set_size (names, chiosa_record_get_n (record));
  count_gaps (&self);

  /* An article without a word is read back only where its name stands on the line before it. */
  if (tokens->tokens->len == 0 && self.wide)
    chiosa_losses_add (self.losses, CHIOSA_LOSS_ARTICLE, NULL, "name");
  append_article (&self);
}

/* Whether all whole lines in @head are of this kind. @tagged: (out): a line has a tag with a letter. */
static gboolean
has_tagged_lines (const char *head,
                  gboolean   *tagged)
{
  g_auto (GStrv) lines = g_strsplit (head, "\n", GUESS_LINES + 1);
  guint n = g_strv_length (lines);
  guint n_good = 0;

  *tagged = FALSE;
  for (guint i = 0; i + 1 < n; i++)
    {
      char *line = g_strchomp (lines[i]);
      const char *tag = strrchr (line, strchr (line, '\t') != NULL ? '\t' : ' ');

      if (*line == '\0' || *line == '#')
        continue;

      if (tag == NULL || tag == line || !chiosa_tag_is_valid (tag + 1) || tag[1] == '_' || tag[1] == '\0')
        return FALSE;

      *tagged |= !chiosa_tag_is_outside (tag + 1);
      n_good++;
    }

  return n_good > 0;
}

static guint
guess (const char *name,
       const char *head,
       gsize       n_bytes)
{
  static const char *const extensions[] = { ".conll", ".iob", ".iob1", ".iob2", ".bio", ".bioes", ".bilou", ".conllu" };
  gboolean named = FALSE;
  gboolean tagged;

  if (g_str_has_prefix (head, "\xEF\xBB\xBF"))
    head += 3;
  if (g_str_has_prefix (head, "-DOCSTART-"))
    return 95;

  for (guint i = 0; i < G_N_ELEMENTS (extensions); i++)
    named |= g_str_has_suffix (name, extensions[i]);
  if (!has_tagged_lines (head, &tagged))
    return named ? 30 : 0;

  return named ? 90 : tagged ? 70 : 40;
}

const ChiosaFormat chiosa_format_conll = {
  .id = "conll",
  .name = N_("CoNLL-2002 and 2003"),
  .description = N_("A word and its tag on each line: for training taggers. Read by NLTK, spaCy, flair, seqeval and many others. "
                    "One annotation for each word; the spaces between words are not kept."),
  .extension = ".conll",
  .media_type = "text/plain",
  .flags = CHIOSA_FORMAT_READS | CHIOSA_FORMAT_WRITES | CHIOSA_FORMAT_STREAM,
  .unit = CHIOSA_UNIT_TOKENS,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_ATTRIBUTE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_NOTE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION)
           | CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION_DETAIL) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_PROVENANCE)
           | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ARTICLE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_EXTRA),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_WHITE_SPACE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_PLACE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_OVERLAP)
             | CHIOSA_LOSS_BIT (CHIOSA_LOSS_FRAGMENTS) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ANNOTATION) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_LABEL),
  .options = {
    { "scheme", N_("Tags"), { "iob2", "iob1", "bioes" } },
    { "columns", N_("Columns"), { "2003", "2002" } },
  },
  .write = write_article,
  .guess = guess,
  .read = chiosa_conll_read,
};
