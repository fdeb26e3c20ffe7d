/* chiosa-words.c
 *
 * A text as a row of numbered words, so that texts can be compared: the same word has the same number.
 * A word is a run of letters, digits and their marks; in scripts that put no space between words every character is
 * one, and so is a symbol or an emoji. White space and punctuation are not words.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-words.h"

#include "chiosa-word.h"

#include <string.h>

/* Below this no character is changed by normalisation. */
#define FIRST_COMPOSED 0xC0
#define UNKNOWN G_MAXUINT32

typedef struct
{
  const gunichar *chars;
  guint32         n_chars;
  guint32         hash;
  guint32         same;    /* the number that it goes by */
  guint32         folded;  /* without case and marks, once that was asked for */
} Entry;

struct _ChiosaVocabulary
{
  ChiosaWordsKind  kind;
  GArray          *entries;  /* Entry */
  guint32         *slots;    /* open addressing: number + 1, or 0 */
  gsize            n_slots;  /* a power of two */
  GPtrArray       *owned;    /* letters that are in no text */
};

static Entry *
get_entry (const ChiosaVocabulary *self,
           guint32                 id)
{
  return &g_array_index (self->entries, Entry, id);
}

/* FNV-1a over code points: Fowler, Noll, Vo. */
static guint32
hash_chars (const gunichar *chars,
            gsize           n)
{
  guint32 hash = 2166136261u;

  for (gsize i = 0; i < n; i++)
    hash = (hash ^ chars[i]) * 16777619u;

  return hash ^ (hash >> 15);
}

static gsize
find_slot (const ChiosaVocabulary *self,
           const gunichar         *chars,
           gsize                   n,
           guint32                 hash)
{
  gsize slot = hash & (self->n_slots - 1);

  while (self->slots[slot] != 0)
    {
      const Entry *entry = get_entry (self, self->slots[slot] - 1);

      if (entry->hash == hash && entry->n_chars == n && memcmp (entry->chars, chars, n * sizeof *chars) == 0)
        break;
      slot = (slot + 1) & (self->n_slots - 1);
    }

  return slot;
}

static void
grow (ChiosaVocabulary *self)
{
  g_free (self->slots);
  self->n_slots = self->n_slots == 0 ? 1024 : self->n_slots * 2;
  self->slots = g_new0 (guint32, self->n_slots);

  for (guint i = 0; i < self->entries->len; i++)
    {
      gsize slot = get_entry (self, i)->hash & (self->n_slots - 1);

      while (self->slots[slot] != 0)
        slot = (slot + 1) & (self->n_slots - 1);
      self->slots[slot] = i + 1;
    }
}

/* The number of these letters themselves. @owned: (nullable) (transfer full): where they live. */
static guint32
intern_letters (ChiosaVocabulary *self,
                const gunichar   *chars,
                gsize             n,
                gunichar         *owned,
                gboolean         *is_new)
{
  Entry entry = { chars, n, hash_chars (chars, n), self->entries->len, UNKNOWN };
  gsize slot = find_slot (self, chars, n, entry.hash);

  *is_new = self->slots[slot] == 0;
  if (!*is_new)
    {
      g_free (owned);
      return self->slots[slot] - 1;
    }

  self->slots[slot] = entry.same + 1;
  g_array_append_val (self->entries, entry);
  if (owned != NULL)
    g_ptr_array_add (self->owned, owned);
  if ((gsize) self->entries->len * 2 > self->n_slots)
    grow (self);

  return entry.same;
}

static gunichar *
normalise (const gunichar *chars,
           gsize           n,
           glong          *n_out)
{
  g_autofree char *utf8 = g_ucs4_to_utf8 (chars, n, NULL, NULL, NULL);
  g_autofree char *composed = utf8 != NULL ? g_utf8_normalize (utf8, -1, G_NORMALIZE_NFC) : NULL;

  return composed != NULL ? g_utf8_to_ucs4_fast (composed, -1, n_out) : NULL;
}

static guint32
intern (ChiosaVocabulary *self,
        const gunichar   *chars,
        gsize             n)
{
  gboolean is_new, is_plain = self->kind == CHIOSA_WORDS_LITERAL;
  guint32 id = intern_letters (self, chars, n, NULL, &is_new);
  gunichar *composed;
  glong n_composed;
  guint32 same;

  if (!is_new || is_plain)
    return get_entry (self, id)->same;

  is_plain = TRUE;
  for (gsize i = 0; i < n && is_plain; i++)
    is_plain = chars[i] < FIRST_COMPOSED;
  if (is_plain)
    return id;

  composed = normalise (chars, n, &n_composed);
  if (composed == NULL)
    return id;
  same = intern_letters (self, composed, n_composed, composed, &is_new);
  get_entry (self, id)->same = same;

  return same;
}

/* Conjoining jamo: a Korean syllable in decomposed form is one word as the composed one is. */
static gboolean
joins_syllable (gunichar before,
                gunichar c)
{
  if (c >= 0x1160 && c <= 0x11A7)
    return before >= 0x1100 && before <= 0x11A7;

  return c >= 0x11A8 && c <= 0x11FF &&
         ((before >= 0x1160 && before <= 0x11FF) || (before >= 0xAC00 && before <= 0xD7A3));
}

/* The end of the word that starts at @start: a run of letters and digits; one ideograph or one symbol with its marks. */
static gsize
word_end (const ChiosaWords *self,
          gsize              start)
{
  const gunichar *chars = self->chars;
  gsize end = start + 1;
  gboolean run = chiosa_word_is_char (chars[start]);

  while (run && end < self->n_chars && chars[end] < 0x80 && g_ascii_isalnum (chars[end]))
    end++;
  while (end < self->n_chars &&
         ((run && chiosa_word_is_char (chars[end])) ||
          (chars[end] >= 0x300 && (g_unichar_ismark (chars[end]) || joins_syllable (chars[end - 1], chars[end])))))
    end++;

  return end;
}

static gboolean
starts_word (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum (c) || strchr ("$+<=>^`|~", c) != NULL : chiosa_word_is_content (c);
}

static ChiosaWords *
words_new_take (ChiosaVocabulary *vocabulary,
                gunichar         *chars,
                gsize             n_chars)
{
  ChiosaWords *self = g_new0 (ChiosaWords, 1);
  GArray *words = g_array_new (FALSE, FALSE, sizeof (ChiosaWord));

  self->chars = chars;
  self->n_chars = n_chars;
  for (gsize i = 0; i < n_chars;)
    {
      ChiosaWord word = { i, i + 1 };

      if (chars[i] != 0 && starts_word (chars[i]))
        {
          word.end = word_end (self, i);
          g_array_append_val (words, word);
        }
      i = word.end;
    }

  self->n_words = words->len;
  self->words = (ChiosaWord *) (void *) g_array_free (words, FALSE);
  self->ids = g_new (guint32, self->n_words + 1);
  for (gsize i = 0; i < self->n_words; i++)
    self->ids[i] = intern (vocabulary, chars + self->words[i].start, self->words[i].end - self->words[i].start);

  return self;
}

/**
 * chiosa_vocabulary_new:
 * @kind: which words are the same
 *
 * Returns: (transfer full): a vocabulary without words
 */
ChiosaVocabulary *
chiosa_vocabulary_new (ChiosaWordsKind kind)
{
  ChiosaVocabulary *self = g_new0 (ChiosaVocabulary, 1);

  self->kind = kind;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->owned = g_ptr_array_new_with_free_func (g_free);
  grow (self);

  return self;
}

/**
 * chiosa_vocabulary_free:
 * @self: (nullable) (transfer full): a vocabulary
 */
void
chiosa_vocabulary_free (ChiosaVocabulary *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->entries);
  g_ptr_array_unref (self->owned);
  g_free (self->slots);
  g_free (self);
}

/**
 * chiosa_vocabulary_get_n:
 * @self: a vocabulary
 *
 * Returns: one more than the largest number that a word has
 */
gsize
chiosa_vocabulary_get_n (const ChiosaVocabulary *self)
{
  return self->entries->len;
}

/* Without case, marks and compatibility forms. */
static gunichar *
fold_letters (const gunichar *letters,
              gsize           n,
              gsize          *n_folded)
{
  g_autofree char *utf8 = g_ucs4_to_utf8 (letters, n, NULL, NULL, NULL);
  g_autofree char *caseless = g_utf8_casefold (utf8 != NULL ? utf8 : "", -1);
  g_autofree char *apart = g_utf8_normalize (caseless, -1, G_NORMALIZE_NFKD);
  glong n_apart = 0;
  gunichar *chars = apart != NULL ? g_utf8_to_ucs4_fast (apart, -1, &n_apart) : NULL;

  *n_folded = 0;
  for (glong i = 0; i < n_apart; i++)
    {
      if (g_unichar_type (chars[i]) != G_UNICODE_NON_SPACING_MARK)
        chars[(*n_folded)++] = chars[i];
    }

  return chars;
}

/**
 * chiosa_vocabulary_fold:
 * @self: a vocabulary
 * @id: the number of a word
 *
 * Returns: another number, which is the same for words that differ only in case, in marks and in compatibility forms
 */
guint32
chiosa_vocabulary_fold (ChiosaVocabulary *self,
                        guint32           id)
{
  guint32 folded = get_entry (self, id)->folded;
  gunichar *chars;
  gsize n;
  gboolean is_new;

  if (folded != UNKNOWN)
    return folded;

  chars = fold_letters (get_entry (self, id)->chars, get_entry (self, id)->n_chars, &n);
  if (n == 0)
    g_free (chars);
  folded = n == 0 ? id : intern_letters (self, chars, n, chars, &is_new);
  get_entry (self, id)->folded = folded;

  return folded;
}

/**
 * chiosa_words_new:
 * @vocabulary: where the numbers come from
 * @utf8: a string
 *
 * Returns: (transfer full): its words
 */
ChiosaWords *
chiosa_words_new (ChiosaVocabulary *vocabulary,
                  const char       *utf8)
{
  glong n;
  gunichar *chars = g_utf8_to_ucs4_fast (utf8, -1, &n);

  return words_new_take (vocabulary, chars, n);
}

/**
 * chiosa_words_new_for_text:
 * @vocabulary: where the numbers come from
 * @text: a text
 *
 * Returns: (transfer full): its words
 */
ChiosaWords *
chiosa_words_new_for_text (ChiosaVocabulary *vocabulary,
                           const ChiosaText *text)
{
  g_autofree char *utf8 = chiosa_text_get_slice (text, 0, G_MAXSIZE);

  return chiosa_words_new (vocabulary, utf8);
}

/**
 * chiosa_words_free:
 * @self: (nullable) (transfer full): words
 */
void
chiosa_words_free (ChiosaWords *self)
{
  if (self == NULL)
    return;

  g_free (self->chars);
  g_free (self->words);
  g_free (self->ids);
  g_free (self);
}

/**
 * chiosa_words_find:
 * @self: words
 * @offset: code points
 *
 * Returns: the first word that ends behind @offset, or the number of words
 */
gsize
chiosa_words_find (const ChiosaWords *self,
                   gsize              offset)
{
  gsize low = 0, high = self->n_words;

  while (low < high)
    {
      gsize middle = low + (high - low) / 2;

      if (self->words[middle].end <= offset)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}
