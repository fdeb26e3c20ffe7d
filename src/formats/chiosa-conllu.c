/* chiosa-conllu.c
 *
 * Writing CoNLL-U Plus (columns "conllup") or plain CoNLL-U ("conllu"). Reading: chiosa-conllu-read.c.
 *
 *   # global.columns = ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC CHIOSA:SPAN        (conllup only)
 *   # newdoc id = article-1
 *   # chiosa.article = {"title":…}
 *   # chiosa.relation = {"id":"r1","type":"attributed_to","from":"a2","to":"a1"}
 *   # newpar id = article-1-p1
 *   # sent_id = article-1-s1
 *   # text = Ana Ruiz said
 *   # chiosa.annotation = {"id":"a1","type":"source","label":"SRC_PERSON",…}
 *   1	Ana	_	_	_	_	_	_	_	ChiosaSpans=(a1	B-SRC_PERSON
 *
 * The last column, or the key Span in plain CoNLL-U, has IOB2 tags for readers that know nothing else: one annotation for each word, the longest.
 * Everything is in the marks (chiosa-conllu-marks.c) and comments (chiosa-conllu-details.c), which such readers pass over. White space is
 * in SpaceAfter=No, SpacesAfter and SpacesBefore, so that the text comes back to the byte; it is not normalised (NFC).
 *
 * The files keep the validator's rules of level 1. Words have no part of speech and no tree, which level 2 asks for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-conllu.h"

#include "chiosa-formats.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  const ChiosaWriteContext *context;
  const ChiosaRecord       *record;
  ChiosaOffsets            *offsets;
  ChiosaTokens             *tokens;
  GArray                   *stretches;      /* ChiosaTokenSpan */
  GArray                   *marks;          /* ChiosaConlluMark */
  GString                  *out;
  char                     *id;             /* of the article, in other ids */
  guint8                   *described;      /* by item */
  gboolean                  plus;
  guint                     next_stretch;
  guint                     next_mark;
  guint                     next_described; /* mark */
} Writer;

static const ChiosaToken *
get_token (const Writer *self,
           guint         i)
{
  return &g_array_index (self->tokens->tokens, ChiosaToken, i);
}

static const ChiosaConlluMark *
get_mark (const Writer *self,
          guint         i,
          guint         token)
{
  const ChiosaConlluMark *mark = i < self->marks->len ? &g_array_index (self->marks, ChiosaConlluMark, i) : NULL;

  return mark != NULL && mark->token <= token ? mark : NULL;
}

/* What stands between a token and the next, or the end of the text. */
static char *
get_gap (const Writer *self,
         guint         token)
{
  gboolean last = token + 1 == self->tokens->tokens->len;

  return chiosa_offsets_slice (self->offsets, get_token (self, token)->end,
                               last ? self->record->length : get_token (self, token + 1)->start);
}

static void
append_tag (Writer *self,
            guint   token)
{
  const ChiosaTokenSpan *span;
  g_autofree char *name = NULL;
  gboolean changed;

  while (self->next_stretch < self->stretches->len && g_array_index (self->stretches, ChiosaTokenSpan, self->next_stretch).end <= token)
    self->next_stretch++;

  span = self->next_stretch < self->stretches->len ? &g_array_index (self->stretches, ChiosaTokenSpan, self->next_stretch) : NULL;
  if (span == NULL || token < span->first)
    {
      g_string_append_c (self->out, 'O');
      return;
    }

  name = chiosa_conll_name (self->context->tagset, chiosa_record_get (self->record, span->item), &changed);
  chiosa_tag_append (self->out, CHIOSA_TAG_IOB2, name, token == span->first, token + 1 == span->end, FALSE);
}

static void
append_marks (Writer *self,
              guint   token)
{
  const ChiosaConlluMark *mark;
  const char *separator = CHIOSA_CONLLU_SPANS "=";

  for (; (mark = get_mark (self, self->next_mark, token)) != NULL; self->next_mark++)
    {
      g_string_append (self->out, separator);
      chiosa_conllu_append_mark (self->out, mark, chiosa_record_get (self->record, mark->item)->id);
      separator = ",";
    }
}

static void
append_escaped (Writer     *self,
                gsize       n_before,
                const char *key,
                const char *space)
{
  g_autofree char *escaped = chiosa_conllu_escape_space (space);

  g_string_append_printf (self->out, "%s%s=%s", self->out->len > n_before ? "|" : "", key, escaped);
}

/* Behind a word, one space goes without saying; behind the last of all, nothing does. */
static void
append_space (Writer *self,
              guint   token,
              gsize   n_before)
{
  gboolean last = token + 1 == self->tokens->tokens->len;
  g_autofree char *gap = get_gap (self, token);

  if (*gap == '\0' && !last)
    g_string_append (self->out, self->out->len > n_before ? "|SpaceAfter=No" : "SpaceAfter=No");
  else if (*gap != '\0' && (last || !g_str_equal (gap, " ")))
    append_escaped (self, n_before, "SpacesAfter", gap);

  if (token == 0 && get_token (self, 0)->start > 0)
    {
      g_autofree char *before = chiosa_offsets_slice (self->offsets, 0, get_token (self, 0)->start);

      append_escaped (self, n_before, "SpacesBefore", before);
    }
}

static void
append_misc (Writer *self,
             guint   token)
{
  gsize n_before = self->out->len;
  gsize n_tag;

  append_marks (self, token);
  append_space (self, token, n_before);
  if (!self->plus)
    {
      gboolean more = self->out->len > n_before;

      g_string_append (self->out, more ? "|Span=" : "Span=");
      n_tag = self->out->len;
      append_tag (self, token);
      if (g_str_equal (self->out->str + n_tag, "O"))
        g_string_truncate (self->out, n_tag - strlen (more ? "|Span=" : "Span="));
    }

  if (self->out->len == n_before)
    g_string_append_c (self->out, '_');
}

static void
append_word (Writer *self,
             guint   token,
             guint   number)
{
  g_autofree char *form = chiosa_offsets_slice (self->offsets, get_token (self, token)->start, get_token (self, token)->end);

  g_string_append_printf (self->out, "%u\t%s\t_\t_\t_\t_\t_\t_\t_\t", number, form);
  append_misc (self, token);
  if (self->plus)
    {
      g_string_append_c (self->out, '\t');
      append_tag (self, token);
    }
  g_string_append_c (self->out, '\n');
}

/* With one space wherever there is white space: what readers make of the words. */
static void
append_text (Writer               *self,
             const ChiosaSentence *sentence)
{
  g_string_append (self->out, "# text = ");
  for (guint k = 0; k < sentence->n_tokens; k++)
    {
      const ChiosaToken *token = get_token (self, sentence->first_token + k);
      g_autofree char *form = chiosa_offsets_slice (self->offsets, token->start, token->end);

      g_string_append (self->out, form);
      if (k + 1 < sentence->n_tokens && token[1].start > token->end)
        g_string_append_c (self->out, ' ');
    }
  g_string_append_c (self->out, '\n');
}

/* Those that begin in the sentence. */
static void
append_annotations (Writer               *self,
                    const ChiosaSentence *sentence)
{
  const ChiosaConlluMark *mark;

  for (; (mark = get_mark (self, self->next_described, sentence->first_token + sentence->n_tokens - 1)) != NULL; self->next_described++)
    {
      if (!self->described[mark->item])
        chiosa_conllu_append_annotation (self->out, chiosa_record_get (self->record, mark->item));
      self->described[mark->item] = TRUE;
    }
}

static void
append_sentence (Writer *self,
                 guint   i)
{
  const ChiosaSentence *sentence = &g_array_index (self->tokens->sentences, ChiosaSentence, i);

  if (i == 0 || sentence[-1].paragraph != sentence->paragraph)
    g_string_append_printf (self->out, "# newpar id = %s-p%u\n", self->id, sentence->paragraph + 1);
  g_string_append_printf (self->out, "# sent_id = %s-s%u\n", self->id, i + 1);
  append_text (self, sentence);
  append_annotations (self, sentence);
  for (guint k = 0; k < sentence->n_tokens; k++)
    append_word (self, sentence->first_token + k, k + 1);
  g_string_append_c (self->out, '\n');
}

/* The name as it is, where a line can have it. */
static void
append_head (Writer *self)
{
  const ChiosaRelation *relation;
  g_autofree char *plain = g_strdup (self->record->name);
  gboolean same;

  for (char *p = plain; *p != '\0'; p++)
    if (g_ascii_iscntrl (*p))
      *p = '_';
  g_strstrip (plain);
  same = g_str_equal (plain, self->record->name);

  g_string_append_printf (self->out, "# newdoc id = %s\n", plain);
  chiosa_conllu_append_article (self->out, self->record, same ? NULL : self->record->name);
  for (guint i = 0; (relation = chiosa_record_get_relation (self->record, i, NULL, NULL)) != NULL; i++)
    chiosa_conllu_append_relation (self->out, relation);
}

/* An article without a word has no line on which its name could stand. */
static void
count_empty (const ChiosaRecord *record,
             ChiosaLosses       *losses)
{
  chiosa_losses_add (losses, CHIOSA_LOSS_ARTICLE, NULL, "name");
  if (record->length > 0)
    chiosa_losses_add (losses, CHIOSA_LOSS_WHITE_SPACE, NULL, NULL);
  chiosa_losses_add_record (losses, record, CHIOSA_LOSS_BIT (CHIOSA_LOSS_ARTICLE));
}

static void
write_article (const ChiosaWriteContext *context,
               const ChiosaRecord       *record,
               ChiosaOutput             *output)
{
  g_autoptr (ChiosaOffsets) offsets = chiosa_offsets_new (record->utf8);
  g_autoptr (ChiosaTokens) tokens = chiosa_tokens_new (record->utf8);
  g_autoptr (GArray) stretches = chiosa_tokens_flatten (tokens, record, TRUE, NULL);
  g_autoptr (GArray) marks = chiosa_conllu_marks_new (tokens, record, chiosa_output_get_losses (output));
  g_autofree guint8 *described = g_new0 (guint8, chiosa_record_get_n (record) + 1);
  g_autofree char *id = chiosa_conll_escape (record->name, "/");
  Writer self = {
    .context = context, .record = record, .offsets = offsets, .tokens = tokens, .stretches = stretches, .marks = marks,
    .out = chiosa_output_get_main (output), .id = id, .described = described,
    .plus = g_str_equal (chiosa_write_context_get_option (context, "columns"), "conllup"),
  };

  if (tokens->tokens->len == 0)
    {
      count_empty (record, chiosa_output_get_losses (output));
      return;
    }

  append_head (&self);
  for (guint i = 0; i < tokens->sentences->len; i++)
    append_sentence (&self, i);
}

static void
prologue (const ChiosaWriteContext *context,
          GString                  *out)
{
  if (g_str_equal (chiosa_write_context_get_option (context, "columns"), "conllup"))
    g_string_append (out, "# global.columns = ID FORM LEMMA UPOS XPOS FEATS HEAD DEPREL DEPS MISC CHIOSA:SPAN\n");
}

/* Columns of the first line that is neither empty nor a comment; 0: none is there, or not to its end. */
static guint
count_columns (const char *head)
{
  guint n = 1;

  while (*head == '#' || *head == '\n' || *head == '\r')
    {
      const char *end = strchr (head, '\n');

      if (end == NULL)
        return 0;
      head = end + 1;
    }

  for (; *head != '\0' && *head != '\n'; head++)
    n += *head == '\t';

  return *head == '\n' ? n : 0;
}

/* Many call files of three columns so too: those are for chiosa-conll.c. */
static guint
guess (const char *name,
       const char *head,
       gsize       n_bytes)
{
  gboolean named = g_str_has_suffix (name, ".conllu") || g_str_has_suffix (name, ".conllup");
  const char *starts[] = { "# newdoc", "# newpar", "# sent_id", "# text", "# global." };
  guint n_columns;

  if (g_str_has_prefix (head, "\xEF\xBB\xBF"))
    head += 3;
  if (g_str_has_prefix (head, "# global.columns"))
    return 97;

  n_columns = count_columns (head);
  if (n_columns != 0 && n_columns != 10)
    return 0;

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (head, starts[i]))
      return named ? 95 : 80;

  if (n_columns == 10)
    return named ? 95 : g_ascii_isdigit (*head) ? 60 : 20;

  return named ? 50 : 0;
}

const ChiosaFormat chiosa_format_conllu = {
  .id = "conllu",
  .name = N_("CoNLL-U and CoNLL-U Plus"),
  .description = N_("The format of Universal Dependencies: a word on each line, its annotation in a column of its own. "
                    "For linguists and their tools; the text and all annotations can be read back."),
  .extension = ".conllup",
  .media_type = "text/plain",
  .flags = CHIOSA_FORMAT_READS | CHIOSA_FORMAT_WRITES | CHIOSA_FORMAT_STREAM,
  .unit = CHIOSA_UNIT_TOKENS,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_WHITE_SPACE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_PLACE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ANNOTATION)
             | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ARTICLE),
  .options = {
    { "columns", N_("Columns"), { "conllup", "conllu" } },
  },
  .prologue = prologue,
  .write = write_article,
  .guess = guess,
  .read = chiosa_conllu_read,
};
