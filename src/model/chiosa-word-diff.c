/* chiosa-word-diff.c
 *
 * Which words of one string are those of another, and how alike two strings are. Serves the editing rules.
 * Not a diff for display: what lies between kept words comes out as one hunk, however alike its letters are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-word-diff.h"

#include <string.h>

/* More differing words than this are not looked for: 1500 cost some milliseconds and 5 MB. */
#define MAX_DISTANCE 1500
/* Up to this length two strings are compared letter by letter, above it word by word. */
#define MAX_LETTERS 200
#define MAX_CELLS (4 * 1000 * 1000)

/* Code points [start, end) of the string. */
typedef struct
{
  gsize start;
  gsize end;
} Token;

typedef struct
{
  gunichar *chars;
  glong     n_chars;
  GArray   *tokens;  /* Token */
  GArray   *ids;     /* guint32: the same for the same word */
} Words;

/* A key of the table of words: it borrows the letters. */
typedef struct
{
  const gunichar *chars;
  gsize           n_chars;
} Key;

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;
  guint hash = 5381;

  for (gsize i = 0; i < key->n_chars; i++)
    hash = hash * 33 + key->chars[i];

  return hash;
}

static gboolean
key_equal (gconstpointer a,
           gconstpointer b)
{
  const Key *x = a, *y = b;

  return x->n_chars == y->n_chars && memcmp (x->chars, y->chars, x->n_chars * sizeof *x->chars) == 0;
}

/* The end of the token that starts at @start: a run of letters and digits; one ideograph or one symbol with its marks. */
static gsize
token_end (const Words *words,
           gsize        start)
{
  gsize n = words->n_chars;
  gsize end = start + 1;
  gboolean run = chiosa_word_is_char (words->chars[start]);

  while (end < n && (g_unichar_ismark (words->chars[end]) || (run && chiosa_word_is_char (words->chars[end]))))
    end++;

  return end;
}

static guint32
intern (GHashTable     *table,
        const gunichar *chars,
        gsize           n_chars)
{
  Key key = { chars, n_chars };
  gpointer id = g_hash_table_lookup (table, &key);

  if (id == NULL)
    {
      id = GUINT_TO_POINTER (g_hash_table_size (table) + 1);
      g_hash_table_insert (table, g_memdup2 (&key, sizeof key), id);
    }

  return GPOINTER_TO_UINT (id);
}

static void
words_init (Words      *words,
            const char *utf8,
            GHashTable *table)
{
  words->chars = g_utf8_to_ucs4_fast (utf8, -1, &words->n_chars);
  words->tokens = g_array_new (FALSE, FALSE, sizeof (Token));
  words->ids = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (gsize i = 0; i < (gsize) words->n_chars;)
    {
      Token token = { i, i + 1 };

      if (chiosa_word_is_content (words->chars[i]))
        {
          guint32 id;

          token.end = token_end (words, i);
          id = intern (table, words->chars + i, token.end - i);
          g_array_append_val (words->tokens, token);
          g_array_append_val (words->ids, id);
        }
      i = token.end;
    }
}

static void
words_clear (Words *words)
{
  g_free (words->chars);
  g_array_unref (words->tokens);
  g_array_unref (words->ids);
}

static gsize
common_prefix (const guint32 *a, gsize n_a,
               const guint32 *b, gsize n_b)
{
  gsize n = 0;

  while (n < n_a && n < n_b && a[n] == b[n])
    n++;

  return n;
}

static gsize
common_suffix (const guint32 *a, gsize n_a,
               const guint32 *b, gsize n_b)
{
  gsize n = 0;

  while (n < n_a && n < n_b && a[n_a - 1 - n] == b[n_b - 1 - n])
    n++;

  return n;
}

/* Walks the rows of the search back from diagonal @k in row @d and notes the partner of every kept word. */
static void
backtrack (GPtrArray *rows,
           gssize     d,
           gssize     k,
           gssize     x,
           gssize    *partner)
{
  while (d > 0)
    {
      const gint32 *row = g_ptr_array_index (rows, d - 1);  /* diagonals 1-d … d-1, two apart */
      gboolean down = k == -d || (k != d && row[(k - 1 + d - 1) / 2] < row[(k + 1 + d - 1) / 2]);
      gssize from_k = down ? k + 1 : k - 1;
      gssize from_x = row[(from_k + d - 1) / 2];
      gssize snake = down ? from_x : from_x + 1;

      for (; x > snake; x--)
        partner[x - 1] = x - 1 - k;
      x = from_x;
      k = from_k;
      d--;
    }

  for (; x > 0; x--)
    partner[x - 1] = x - 1 - k;
}

/* Longest common subsequence by E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", 1986, the greedy form.
 * Beyond %MAX_DISTANCE it keeps the path that came furthest: the rest counts as replaced. */
static void
align (const guint32 *a, gssize n_a,
       const guint32 *b, gssize n_b,
       gssize        *partner)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);
  gssize best_d = 0, best_k = 0, best_x = 0;

  for (gssize d = 0; d <= MIN (n_a + n_b, MAX_DISTANCE); d++)
    {
      const gint32 *last = d > 0 ? g_ptr_array_index (rows, d - 1) : NULL;
      gint32 *row = g_new (gint32, d + 1);

      g_ptr_array_add (rows, row);
      for (gssize k = -d; k <= d; k += 2)
        {
          gssize i = (k + d) / 2;  /* diagonal k - 1 is last[i - 1], k + 1 is last[i] */
          gssize x = d == 0 ? 0 : k == -d || (k != d && last[i - 1] < last[i]) ? last[i] : last[i - 1] + 1;

          while (x < n_a && x - k < n_b && a[x] == b[x - k])
            x++;
          row[i] = x;
          if (x <= n_a && x - k <= n_b && 2 * x - k > 2 * best_x - best_k)
            best_d = d, best_k = k, best_x = x;
          if (x >= n_a && x - k >= n_b)
            {
              backtrack (rows, d, k, x, partner);
              return;
            }
        }
    }

  backtrack (rows, best_d, best_k, best_x, partner);
}

/* Partner of each word of @a in @b, or -1. */
static gssize *
find_partners (const Words *a,
               const Words *b)
{
  const guint32 *ids_a = (const guint32 *) a->ids->data, *ids_b = (const guint32 *) b->ids->data;
  gsize n_a = a->ids->len, n_b = b->ids->len;
  gsize head = common_prefix (ids_a, n_a, ids_b, n_b);
  gsize tail = common_suffix (ids_a + head, n_a - head, ids_b + head, n_b - head);
  gssize *partner = g_new (gssize, n_a + 1);

  for (gsize i = 0; i < n_a; i++)
    partner[i] = -1;

  align (ids_a + head, n_a - head - tail, ids_b + head, n_b - head - tail, partner + head);
  for (gsize i = 0; i < n_a; i++)
    {
      if (i < head)
        partner[i] = i;
      else if (i >= n_a - tail)
        partner[i] = i + n_b - n_a;
      else if (partner[i] >= 0)
        partner[i] += head;
    }

  return partner;
}

/* Appends the hunk, less the white space and punctuation that both ends share. */
static void
add_hunk (GArray         *hunks,
          const Words    *a,
          const Words    *b,
          ChiosaWordHunk  hunk)
{
  while (hunk.old_start < hunk.old_end && hunk.new_start < hunk.new_end &&
         a->chars[hunk.old_start] == b->chars[hunk.new_start] &&
         !chiosa_word_is_content (a->chars[hunk.old_start]))
    {
      hunk.old_start++;
      hunk.new_start++;
    }
  while (hunk.old_start < hunk.old_end && hunk.new_start < hunk.new_end &&
         a->chars[hunk.old_end - 1] == b->chars[hunk.new_end - 1] &&
         !chiosa_word_is_content (a->chars[hunk.old_end - 1]) &&
         !g_unichar_ismark (a->chars[hunk.old_end - 1]))
    {
      hunk.old_end--;
      hunk.new_end--;
    }

  if (hunk.old_start < hunk.old_end || hunk.new_start < hunk.new_end)
    g_array_append_val (hunks, hunk);
}

/* From the first word to the last of what lies in [start, end); empty where there is none. */
static void
find_core (const Words *words,
           gsize       *start,
           gsize       *end)
{
  while (*start < *end && !chiosa_word_is_content (words->chars[*start]))
    (*start)++;
  while (*start < *end && !chiosa_word_is_content (words->chars[*end - 1]) &&
         !g_unichar_ismark (words->chars[*end - 1]))
    (*end)--;
}

/* Appends what lies between two kept words. Words that gave way to words are a hunk of their own, and so is
 * what changed in the white space and punctuation on either side: an edge may stand between. */
static void
add_gap (GArray         *hunks,
         const Words    *a,
         const Words    *b,
         ChiosaWordHunk  gap)
{
  ChiosaWordHunk core = gap;

  find_core (a, &core.old_start, &core.old_end);
  find_core (b, &core.new_start, &core.new_end);
  if (core.old_start == core.old_end || core.new_start == core.new_end)
    {
      add_hunk (hunks, a, b, gap);
      return;
    }

  add_hunk (hunks, a, b, (ChiosaWordHunk) { gap.old_start, core.old_start, gap.new_start, core.new_start });
  g_array_append_val (hunks, core);
  add_hunk (hunks, a, b, (ChiosaWordHunk) { core.old_end, gap.old_end, core.new_end, gap.new_end });
}

/* Two rows of the matrix of Wagner and Fischer, "The String-to-String Correction Problem", 1974.
 * Where the matrix would be too large, the differing middle counts as wholly different. */
static gsize
levenshtein (const guint32 *a, gsize n_a,
             const guint32 *b, gsize n_b)
{
  gsize head = common_prefix (a, n_a, b, n_b);
  gsize tail = common_suffix (a + head, n_a - head, b + head, n_b - head);
  g_autofree gsize *row = NULL;

  a += head, n_a -= head + tail;
  b += head, n_b -= head + tail;
  if (n_a == 0 || n_b == 0 || n_a > MAX_CELLS / n_b)
    return MAX (n_a, n_b);

  row = g_new (gsize, n_b + 1);
  for (gsize j = 0; j <= n_b; j++)
    row[j] = j;
  for (gsize i = 0; i < n_a; i++)
    {
      gsize diagonal = row[0];

      row[0] = i + 1;
      for (gsize j = 0; j < n_b; j++)
        {
          gsize swap = diagonal + (a[i] != b[j]);

          diagonal = row[j + 1];
          row[j + 1] = MIN (swap, MIN (row[j], diagonal) + 1);
        }
    }

  return row[n_b];
}

/**
 * chiosa_word_diff:
 * @old_utf8: the words before
 * @new_utf8: the words after
 *
 * Aligns the words of two strings (longest common subsequence). A word is a run of letters, digits and their marks;
 * in scripts that put no space between words every character is one, and so is a symbol or an emoji. White space and
 * punctuation are not words. Words must be equal to be kept: no folding of case.
 *
 * Returns: (transfer full) (element-type ChiosaWordHunk): what changed between the kept words, in order;
 *   outside the hunks both strings are the same; hunks may touch
 */
GArray *
chiosa_word_diff (const char *old_utf8,
                  const char *new_utf8)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (key_hash, key_equal, g_free, NULL);
  g_autofree gssize *partner = NULL;
  GArray *hunks = g_array_new (FALSE, FALSE, sizeof (ChiosaWordHunk));
  ChiosaWordHunk hunk = { 0 };
  Words a, b;

  words_init (&a, old_utf8, table);
  words_init (&b, new_utf8, table);
  partner = find_partners (&a, &b);

  for (guint i = 0; i < a.tokens->len; i++)
    {
      const Token *old_token = &g_array_index (a.tokens, Token, i), *new_token;

      if (partner[i] < 0)
        continue;
      new_token = &g_array_index (b.tokens, Token, partner[i]);
      hunk.old_end = old_token->start;
      hunk.new_end = new_token->start;
      add_gap (hunks, &a, &b, hunk);
      hunk.old_start = old_token->end;
      hunk.new_start = new_token->end;
    }
  hunk.old_end = a.n_chars;
  hunk.new_end = b.n_chars;
  add_gap (hunks, &a, &b, hunk);

  words_clear (&a);
  words_clear (&b);
  return hunks;
}

/**
 * chiosa_word_similarity:
 * @a: a string
 * @b: another
 *
 * How alike two strings are: 1 - distance / length of the longer one, with the distance of Levenshtein. It is counted in
 * code points while both have at most 200, else in words.
 *
 * Returns: from 0 (nothing in common) to 1 (the same)
 */
double
chiosa_word_similarity (const char *a,
                        const char *b)
{
  g_autoptr (GHashTable) table = g_hash_table_new_full (key_hash, key_equal, g_free, NULL);
  Words x, y;
  gsize distance, longer;

  words_init (&x, a, table);
  words_init (&y, b, table);
  longer = MAX (x.n_chars, y.n_chars);
  if (longer <= MAX_LETTERS || MAX (x.ids->len, y.ids->len) == 0)
    distance = levenshtein (x.chars, x.n_chars, y.chars, y.n_chars);
  else
    {
      longer = MAX (x.ids->len, y.ids->len);
      distance = levenshtein ((const guint32 *) x.ids->data, x.ids->len,
                              (const guint32 *) y.ids->data, y.ids->len);
    }
  words_clear (&x);
  words_clear (&y);

  return longer == 0 ? 1.0 : 1.0 - (double) distance / longer;
}

/**
 * chiosa_word_is_char:
 * @c: a character
 *
 * Returns: whether @c joins with its neighbours of the same kind into one word: letters, digits and marks of the
 *   scripts that put spaces between words
 */
gboolean
chiosa_word_is_char (gunichar c)
{
  if (c < 0x80)
    return g_ascii_isalnum (c);

  return (g_unichar_isalnum (c) || g_unichar_ismark (c)) && !chiosa_word_is_spaceless (c);
}

/**
 * chiosa_word_is_spaceless:
 * @c: a character
 *
 * Returns: whether @c is of a script that puts no space between words (Han, Kana, Thai …), or one like Korean that
 *   hangs particles on words: what stands next to it says nothing of where a word ends
 */
gboolean
chiosa_word_is_spaceless (gunichar c)
{
  if (c < 0x0E00)
    return FALSE;

  switch (g_unichar_get_script (c))
    {
    case G_UNICODE_SCRIPT_HAN:
    case G_UNICODE_SCRIPT_HIRAGANA:
    case G_UNICODE_SCRIPT_KATAKANA:
    case G_UNICODE_SCRIPT_BOPOMOFO:
    case G_UNICODE_SCRIPT_HANGUL:
    case G_UNICODE_SCRIPT_YI:
    case G_UNICODE_SCRIPT_THAI:
    case G_UNICODE_SCRIPT_LAO:
    case G_UNICODE_SCRIPT_KHMER:
    case G_UNICODE_SCRIPT_MYANMAR:
      return TRUE;
    default:
      /* The long vowel mark of Katakana and its half-width form are common to several scripts. */
      return c == 0x30FC || c == 0xFF70;
    }
}

/**
 * chiosa_word_is_content:
 * @c: a character
 *
 * Returns: whether @c says something by itself: a letter, digit or symbol, not white space, punctuation,
 *   a control or a mark that needs another character
 */
gboolean
chiosa_word_is_content (gunichar c)
{
  switch (g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_ENCLOSING_MARK:
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_CONNECT_PUNCTUATION:
    case G_UNICODE_DASH_PUNCTUATION:
    case G_UNICODE_CLOSE_PUNCTUATION:
    case G_UNICODE_FINAL_PUNCTUATION:
    case G_UNICODE_INITIAL_PUNCTUATION:
    case G_UNICODE_OTHER_PUNCTUATION:
    case G_UNICODE_OPEN_PUNCTUATION:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
    case G_UNICODE_SPACE_SEPARATOR:
      return FALSE;
    default:
      return TRUE;
    }
}
