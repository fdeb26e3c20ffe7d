/* chiosa-spacy.c
 *
 * JSON Lines for spaCy and Prodigy, one article on each line; reading them is chiosa-spacy-read.c.
 *
 * "entities" are for spaCy's doc.ents, where nothing may overlap; all annotations are in "spans": as Prodigy has it a list of objects
 * with tokens, or, with tool=spacy, {"sc":[[start,end,label]]} as spaCy's Example.from_dict() and its span categoriser take it. In
 * "relations" head is from and child is to; Prodigy counts the last token of a span there (its own recipes and spaCy's rel_component
 * project read it so). What neither has a word for stands in "chiosa" (chiosa-companion.h).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-companion.h"
#include "chiosa-formats.h"
#include "chiosa-spacy.h"
#include "chiosa-tokens.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One fragment of an annotation. */
typedef struct
{
  ChiosaSpan  span;
  guint       item;
  guint       fragment;
} Piece;

/* White space is a token where it is more than the one space that "ws" says. */
typedef struct
{
  gsize    start;
  gsize    end;
  gboolean space;
} Token;

typedef struct
{
  const ChiosaWriteContext *context;
  const ChiosaRecord       *record;
  ChiosaOffsets            *offsets;
  GArray                   *tokens;    /* Token */
  GArray                   *pieces;    /* Piece, in reading order */
  GString                  *out;
} Line;

/* --- Tokens ------------------------------------------------------------------------------------------------------- */

/* White space from @start to @end behind the last token, if there is one. */
static void
add_gap (Line  *self,
         gsize  start,
         gsize  end)
{
  g_autofree char *gap = NULL;

  if (start >= end)
    return;

  gap = chiosa_offsets_slice (self->offsets, start, end);
  if (*gap == ' ' && self->tokens->len > 0)
    {
      g_array_index (self->tokens, Token, self->tokens->len - 1).space = TRUE;
      start++;
    }
  if (start < end)
    {
      Token token = { start, end, FALSE };

      g_array_append_val (self->tokens, token);
    }
}

static void
find_tokens (Line *self)
{
  g_autoptr (ChiosaTokens) words = chiosa_tokens_new (self->record->utf8);
  gsize at = 0;

  self->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  for (guint i = 0; i < words->tokens->len; i++)
    {
      const ChiosaToken *word = &g_array_index (words->tokens, ChiosaToken, i);
      Token token = { word->start, word->end, FALSE };

      add_gap (self, at, word->start);
      g_array_append_val (self->tokens, token);
      at = word->end;
    }
  add_gap (self, at, self->record->length);
}

/* The token that starts at @start or holds it; where there is none (a space between two) the next one. */
static guint
find_token (const Line *self,
            gsize       start)
{
  guint low = 0, high = self->tokens->len;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (g_array_index (self->tokens, Token, middle).end <= start)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/* The first and the last token of @span. FALSE where its borders are not theirs; they are those that it touches then. A span of nothing
 * but the space between two tokens has the one before. */
static gboolean
cover (const Line *self,
       ChiosaSpan  span,
       guint      *first,
       guint      *last)
{
  guint behind = find_token (self, span.end - 1);

  /* The space between two tokens is no token: the one behind it is not in the span. */
  if (behind == self->tokens->len || g_array_index (self->tokens, Token, behind).start >= span.end)
    behind--;
  *last = behind;
  *first = MIN (find_token (self, span.start), behind);

  return g_array_index (self->tokens, Token, *first).start == span.start
         && g_array_index (self->tokens, Token, *last).end == span.end;
}

static void
append_tokens (Line *self)
{
  chiosa_json_append_key (self->out, "tokens");
  g_string_append_c (self->out, '[');
  for (guint i = 0; i < self->tokens->len; i++)
    {
      const Token *token = &g_array_index (self->tokens, Token, i);
      g_autofree char *text = chiosa_offsets_slice (self->offsets, token->start, token->end);

      g_string_append (self->out, i > 0 ? ",{\"text\":" : "{\"text\":");
      chiosa_json_append_string (self->out, text);
      g_string_append_printf (self->out, ",\"start\":%" G_GSIZE_FORMAT ",\"end\":%" G_GSIZE_FORMAT ",\"id\":%u,\"ws\":%s}",
                              token->start, token->end, i, token->space ? "true" : "false");
    }
  g_string_append_c (self->out, ']');
}

/* --- Spans -------------------------------------------------------------------------------------------------------- */

static int
compare_pieces (gconstpointer a,
                gconstpointer b)
{
  const Piece *x = a, *y = b;

  if (x->span.start != y->span.start)
    return x->span.start < y->span.start ? -1 : 1;
  if (x->span.end != y->span.end)
    return x->span.end > y->span.end ? -1 : 1;

  return x->item < y->item ? -1 : x->item > y->item;
}

static int
compare_lengths (gconstpointer a,
                 gconstpointer b)
{
  const Piece *x = a, *y = b;
  gsize m = x->span.end - x->span.start, n = y->span.end - y->span.start;

  return m != n ? (m > n ? -1 : 1) : compare_pieces (a, b);
}

static void
find_pieces (Line *self)
{
  guint n = chiosa_record_get_n (self->record);

  self->pieces = g_array_new (FALSE, FALSE, sizeof (Piece));
  for (guint i = 0; i < n; i++)
    {
      guint n_spans;
      const ChiosaSpan *spans = chiosa_record_get_spans (self->record, i, &n_spans);

      for (guint s = 0; s < n_spans; s++)
        {
          Piece piece = { spans[s], i, s };

          g_array_append_val (self->pieces, piece);
        }
    }
  g_array_sort (self->pieces, compare_pieces);
}

static char *
get_name (const Line *self,
          guint       item)
{
  const ChiosaAnnotation *annotation = chiosa_record_get (self->record, item);

  return chiosa_labels_join (self->context->tagset, annotation->type, annotation->label);
}

/* [start,end,"LABEL"] */
static void
append_triple (Line        *self,
               const Piece *piece)
{
  g_autofree char *name = get_name (self, piece->item);

  if (self->out->str[self->out->len - 1] != '[')
    g_string_append_c (self->out, ',');
  g_string_append_printf (self->out, "[%" G_GSIZE_FORMAT ",%" G_GSIZE_FORMAT ",", piece->span.start, piece->span.end);
  chiosa_json_append_string (self->out, name);
  g_string_append_c (self->out, ']');
}

/* Of those that overlap the longest: it takes its characters, and a shorter one that overlaps it has an end in them. Nothing is lost by
 * it, all are among the spans. */
static void
append_entities (Line *self)
{
  g_autoptr (GArray) sorted = g_array_copy (self->pieces);
  g_autoptr (GArray) kept = g_array_new (FALSE, FALSE, sizeof (Piece));
  g_autofree guint8 *taken = g_malloc0 (self->record->length + 1);

  g_array_sort (sorted, compare_lengths);
  for (guint i = 0; i < sorted->len; i++)
    {
      const Piece *piece = &g_array_index (sorted, Piece, i);

      if (taken[piece->span.start] || taken[piece->span.end - 1])
        continue;

      memset (taken + piece->span.start, 1, piece->span.end - piece->span.start);
      g_array_append_val (kept, *piece);
    }
  g_array_sort (kept, compare_pieces);

  chiosa_json_append_key (self->out, "entities");
  g_string_append_c (self->out, '[');
  for (guint i = 0; i < kept->len; i++)
    append_triple (self, &g_array_index (kept, Piece, i));
  g_string_append_c (self->out, ']');
}

/* "start":2,"end":10,"token_start":1,"token_end":2,"label":"SOURCE" */
static void
append_place (Line        *self,
              const Piece *piece)
{
  g_autofree char *name = get_name (self, piece->item);
  guint first, last;

  g_string_append_printf (self->out, "\"start\":%" G_GSIZE_FORMAT ",\"end\":%" G_GSIZE_FORMAT, piece->span.start, piece->span.end);
  if (cover (self, piece->span, &first, &last))
    g_string_append_printf (self->out, ",\"token_start\":%u,\"token_end\":%u", first, last);
  chiosa_json_append_key (self->out, "label");
  chiosa_json_append_string (self->out, name);
}

static void
append_spans (Line     *self,
              gboolean  categoriser)
{
  chiosa_json_append_key (self->out, "spans");
  g_string_append (self->out, categoriser ? "{\"sc\":[" : "[");
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);
      const ChiosaAnnotation *annotation = chiosa_record_get (self->record, piece->item);
      g_autofree char *id = chiosa_fragment_id (annotation->id, piece->fragment);

      if (categoriser)
        {
          append_triple (self, piece);
          continue;
        }
      g_string_append (self->out, i > 0 ? ",{" : "{");
      append_place (self, piece);
      chiosa_json_append_key (self->out, "id");
      chiosa_json_append_string (self->out, id);
      g_string_append_c (self->out, '}');
    }
  g_string_append (self->out, categoriser ? "]}" : "]");
}

/* --- Relations ---------------------------------------------------------------------------------------------------- */

static void
append_end (Line       *self,
            const char *key,
            guint       item)
{
  guint n;
  Piece piece = { chiosa_record_get_spans (self->record, item, &n)[0], item, 0 };

  chiosa_json_append_key (self->out, key);
  g_string_append_c (self->out, '{');
  append_place (self, &piece);
  chiosa_json_append_key (self->out, "id");
  chiosa_json_append_string (self->out, chiosa_record_get (self->record, item)->id);
  g_string_append_c (self->out, '}');
}

static guint
last_token (const Line *self,
            guint       item)
{
  guint n, first, last;

  cover (self, chiosa_record_get_spans (self->record, item, &n)[0], &first, &last);
  return last;
}

static void
append_relations (Line *self)
{
  const ChiosaRelation *relation;
  guint from, to;

  chiosa_json_append_key (self->out, "relations");
  g_string_append_c (self->out, '[');
  for (guint i = 0; (relation = chiosa_record_get_relation (self->record, i, &from, &to)) != NULL; i++)
    {
      g_string_append_printf (self->out, "%s{\"head\":%u,\"child\":%u", i > 0 ? "," : "", last_token (self, from), last_token (self, to));
      append_end (self, "head_span", from);
      append_end (self, "child_span", to);
      chiosa_json_append_key (self->out, "label");
      chiosa_json_append_string (self->out, relation->type);
      g_string_append_c (self->out, '}');
    }
  g_string_append_c (self->out, ']');
}

/* --- The line ----------------------------------------------------------------------------------------------------- */

static void
append_meta (Line *self)
{
  const ChiosaArticle *article = chiosa_record_get_article (self->record);
  const struct { const char *key, *value; } members[] = {
    { "id", self->record->name }, { "title", article->title }, { "author", article->author }, { "publisher", article->publisher },
    { "url", article->url }, { "date", article->date }, { "language", article->language },
  };

  chiosa_json_append_key (self->out, "meta");
  g_string_append_c (self->out, '{');
  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      if (members[i].value == NULL)
        continue;

      chiosa_json_append_key (self->out, members[i].key);
      chiosa_json_append_string (self->out, members[i].value);
    }
  g_string_append_c (self->out, '}');
}

/* The tool sees each piece as a span of its own; what belongs together is in "chiosa". */
static void
count_fragments (const Line   *self,
                 ChiosaLosses *losses)
{
  for (guint i = 0; i < self->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (self->pieces, Piece, i);

      if (piece->fragment == 1)
        chiosa_losses_add (losses, CHIOSA_LOSS_FRAGMENTS, chiosa_record_get (self->record, piece->item)->id, NULL);
    }
}

static void
spacy_write (const ChiosaWriteContext *context,
             const ChiosaRecord       *record,
             ChiosaOutput             *output)
{
  g_autoptr (ChiosaOffsets) offsets = chiosa_offsets_new (record->utf8);
  Line self = { .context = context, .record = record, .offsets = offsets, .out = chiosa_output_get_main (output) };
  gboolean for_spacy = g_str_equal (chiosa_write_context_get_option (context, "tool"), "spacy");

  find_tokens (&self);
  find_pieces (&self);
  count_fragments (&self, chiosa_output_get_losses (output));

  g_string_append (self.out, "{\"text\":");
  chiosa_json_append_string (self.out, record->utf8);
  append_meta (&self);
  append_tokens (&self);
  append_entities (&self);
  append_spans (&self, for_spacy);
  append_relations (&self);
  g_string_append (self.out, ",\"answer\":\"accept\"");
  chiosa_companion_append (self.out, context, record, CHIOSA_COMPANION_ALL);
  g_string_append (self.out, "}\n");

  g_array_unref (self.tokens);
  g_array_unref (self.pieces);
}

const ChiosaFormat chiosa_format_spacy = {
  .id = "spacy",
  .name = N_("spaCy and Prodigy"),
  .description = N_("JSON Lines with words, spans and relations, to train spaCy and to work on in Prodigy. "
                    "What spaCy has no word for is kept in keys of its own and read back."),
  .extension = ".jsonl",
  .media_type = "application/jsonl",
  .flags = CHIOSA_FORMAT_READS | CHIOSA_FORMAT_WRITES | CHIOSA_FORMAT_STREAM,
  .unit = CHIOSA_UNIT_CODE_POINTS,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_FRAGMENTS),
  .options = {
    { .id = "tool", .name = N_("Spans for"), .values = { "prodigy", "spacy", NULL } },
  },
  .write = spacy_write,
  .guess = chiosa_spacy_guess,
  .read = chiosa_spacy_read,
};
