/* test-hostile-json.c
 *
 * JSON from strangers, as a sidecar and inside one. Whatever RFC 8259 allows is kept to the byte (or refused in so many words where we cannot
 * keep it), whatever it does not allow is refused; nothing is changed in silence. The kinds of cases are those of JSONTestSuite's
 * "parsing" (y, n, i); the data are made here, from alphabets of what may stand where.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-json.h"
#include "chiosa-sidecar.h"

#include <string.h>

#define TEXT "Some words.\n"

typedef enum
{
  TAKEN,       /* RFC 8259 allows it and we can keep it */
  REFUSED,     /* it does not */
  OPEN,        /* it leaves it open: refused with a reason, or kept to the byte */
} Verdict;

typedef struct
{
  ChiosaText *text;
  char       *sha256;
  guint       n_cases;
  guint       n_taken;
} Suite;

/* --- One value, wherever a value can stand ----------------------------------------------------------------------- */

/* @before and @after around the value make a whole sidecar. */
static const char * const places[][2] = {
  /* an unknown member at the top, in the article, in an annotation; an attribute; an element of a list that nobody knows */
  { "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"annotations\":[],\"other\":", "}" },
  { "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"article\":{\"other\":", "},\"annotations\":[]}" },
  { "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"annotations\":[{\"id\":\"a\",\"type\":\"t\",\"spans\":[{\"start\":0,\"end\":4,\"exact\":\"Some\"}],\"other\":", "}]}" },
  { "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"annotations\":[{\"id\":\"a\",\"type\":\"t\",\"spans\":[{\"start\":0,\"end\":4,\"exact\":\"Some\"}],\"attributes\":{\"other\":", "}}]}" },
  { "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"annotations\":[],\"list\":[null,", ",1]}" },
};

/* Which of them keep a value to the byte: attributes write strings their own way. */
static gboolean
keeps_bytes (guint place)
{
  return place != 3;
}

static ChiosaSidecar *
parse (Suite       *suite,
       const char  *json,
       gsize        length,
       GError     **error)
{
  /* A copy without anything behind it: reading on is seen by the sanitizer. */
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_memdup2 (json, length), length);

  return chiosa_sidecar_parse (bytes, "hostile.json", suite->text, suite->sha256, error);
}

static GBytes *
write_again (Suite         *suite,
             ChiosaSidecar *sidecar)
{
  g_autoptr (ChiosaEncoding) encoding = chiosa_encoding_new_utf8 ();

  sidecar->snapshot->text = chiosa_text_copy (suite->text);
  return chiosa_sidecar_write (sidecar, sidecar->snapshot, encoding);
}

static gboolean
is_told (const GError *error)
{
  return error->domain == CHIOSA_STORE_ERROR && strstr (error->message, "hostile.json") != NULL && strstr (error->message, "line ") != NULL;
}

static void
check_kept (Suite         *suite,
            ChiosaSidecar *sidecar,
            guint          place,
            const char    *value,
            gsize          length)
{
  g_autoptr (GBytes) once = write_again (suite, sidecar), twice = NULL;
  g_autoptr (ChiosaSidecar) again = NULL;
  g_autoptr (GError) error = NULL;
  gsize size;
  const char *data = g_bytes_get_data (once, &size);

  /* White space around a value is not its own; line ends within it would not leave one item on each line. */
  if (keeps_bytes (place) && memchr (value, '\n', length) == NULL && length > 0)
    {
      g_autofree char *own = g_strstrip (g_strndup (value, length));

      g_assert_nonnull (memmem (data, size, own, strlen (own)));
    }
  again = parse (suite, data, size, &error);
  g_assert_no_error (error);
  twice = write_again (suite, again);
  g_assert_true (g_bytes_equal (once, twice));
}

static void
check_in_place (Suite      *suite,
                const char *value,
                gsize       length,
                Verdict     verdict,
                guint       place)
{
  g_autoptr (GString) json = g_string_new (places[place][0]);
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaSidecar) sidecar = NULL;

  g_string_append_len (json, value, length);
  g_string_append (json, places[place][1]);
  sidecar = parse (suite, json->str, json->len, &error);

  if ((verdict == TAKEN && sidecar == NULL) || (verdict == REFUSED && sidecar != NULL))
    g_error ("case %u, place %u: %.60s: %s", suite->n_cases, place, value, error != NULL ? error->message : "accepted");
  if (sidecar == NULL)
    g_assert_true (is_told (error));
  else
    check_kept (suite, sidecar, place, value, length);
}

static void
check_value (Suite      *suite,
             const char *value,
             gsize       length,
             Verdict     verdict)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaSidecar) whole = parse (suite, value, length, &error);

  /* By itself it is no sidecar, whatever it is. */
  g_assert_null (whole);
  g_assert_true (is_told (error));
  for (guint place = 0; place < G_N_ELEMENTS (places); place++)
    check_in_place (suite, value, length, verdict, place);
  suite->n_cases++;
  suite->n_taken += verdict == TAKEN;
}

static void
check (Suite      *suite,
       const char *value,
       Verdict     verdict)
{
  check_value (suite, value, strlen (value), verdict);
}

static void
start (Suite *suite)
{
  *suite = (Suite) { chiosa_text_new (TEXT, -1), NULL, 0, 0 };
  suite->sha256 = chiosa_text_hash (suite->text);
}

static void
end (Suite *suite,
     guint  at_least)
{
  g_test_message ("%u cases, %u of them taken, each at %u places", suite->n_cases, suite->n_taken, (guint) G_N_ELEMENTS (places));
  g_assert_cmpuint (suite->n_cases, >=, at_least);
  chiosa_text_free (suite->text);
  g_free (suite->sha256);
}

/* --- Numbers ------------------------------------------------------------------------------------------------------ */

/* Every way to put a number together out of sign, whole, fraction and exponent, right and wrong. */
static void
test_numbers (void)
{
  static const struct { const char *part; gboolean good; } signs[] = { { "", TRUE }, { "-", TRUE }, { "+", FALSE }, { "--", FALSE }, { "- ", FALSE } };
  static const struct { const char *part; gboolean good; } wholes[] = { { "0", TRUE }, { "7", TRUE }, { "120", TRUE }, { "", FALSE }, { "00", FALSE }, { "01", FALSE }, { "0x1F", FALSE }, { "1 000", FALSE }, { "１", FALSE } };
  static const struct { const char *part; gboolean good; } fractions[] = { { "", TRUE }, { ".0", TRUE }, { ".25", TRUE }, { ".", FALSE }, { ".1.2", FALSE }, { ",5", FALSE } };
  static const struct { const char *part; gboolean good; } exponents[] = { { "", TRUE }, { "e0", TRUE }, { "E+12", TRUE }, { "e-12", TRUE }, { "e", FALSE }, { "E+", FALSE }, { "e1.5", FALSE }, { "ee1", FALSE } };
  Suite suite;

  start (&suite);
  for (guint s = 0; s < G_N_ELEMENTS (signs); s++)
    for (guint w = 0; w < G_N_ELEMENTS (wholes); w++)
      for (guint f = 0; f < G_N_ELEMENTS (fractions); f++)
        for (guint e = 0; e < G_N_ELEMENTS (exponents); e++)
          {
            g_autofree char *number = g_strconcat (signs[s].part, wholes[w].part, fractions[f].part, exponents[e].part, NULL);
            gboolean good = signs[s].good && wholes[w].good && fractions[f].good && exponents[e].good;

            /* A comma ends a value: in a list ",5" is one more, elsewhere it is wrong; nothing at all is wrong everywhere. */
            if (strchr (number, ',') != NULL)
              continue;
            check (&suite, number, good ? TAKEN : REFUSED);
          }
  end (&suite, 300);
}

/* Numbers that RFC 8259 allows and no double or 64-bit integer can hold: as they stand, or not at all. */
static void
test_extreme_numbers (void)
{
  static const char * const numbers[] = {
    "1e400", "-1e400", "1e-400", "1.5e+9999", "0e1000000", "1e99999999999999999999", "123123e100000", "-123123e100000", "9223372036854775807",
    "9223372036854775808", "-9223372036854775808", "-9223372036854775809", "18446744073709551615", "18446744073709551616",
    "100000000000000000000000000000000000000000000000000000000000000000000", "0.1000000000000000055511151231257827021181583404541015625",
    "-0", "-0.0", "-0e-0", "4.9406564584124654e-324", "1.7976931348623157e308", "1.7976931348623159e308", "123456789.123456789e-7",
    "-237462374673276894279832749832423479823246327846",
  };
  Suite suite;

  start (&suite);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    check (&suite, numbers[i], OPEN);
  check (&suite, "-0", TAKEN);
  check (&suite, "0.1", TAKEN);
  check (&suite, "1E22", TAKEN);
  end (&suite, 25);
}

/* --- Strings ------------------------------------------------------------------------------------------------------ */

static void
check_string (Suite      *suite,
              const char *inside,
              gssize      length,
              Verdict     verdict)
{
  g_autoptr (GString) string = g_string_new ("\"");

  g_string_append_len (string, inside, length);
  g_string_append_c (string, '"');
  check_value (suite, string->str, string->len, verdict);
}

/* Each of the 256 bytes behind a backslash, and each by itself. */
static void
test_escapes (void)
{
  Suite suite;

  start (&suite);
  for (guint byte = 0; byte < 256; byte++)
    {
      char escape[] = { '\\', byte, 'x', '\0' }, plain[] = { 'a', byte, 'b', '\0' };
      gboolean known = byte != 0 && strchr ("\"\\/bfnrt", byte) != NULL;

      check_string (&suite, escape, 3, known ? TAKEN : REFUSED);
      /* A quotation mark ends the string, a backslash takes "b" along; bytes from 0x80 on are no UTF-8 by themselves. */
      check_string (&suite, plain, 3, byte == '"' || byte < 0x20 || byte >= 0x80 ? REFUSED : TAKEN);
    }
  end (&suite, 512);
}

/* Where the four digits of \u may be wrong, and every way to pair surrogates. */
static void
test_unicode_escapes (void)
{
  static const struct { const char *inside; Verdict verdict; } cases[] = {
    { "\\u0041", TAKEN }, { "\\u00e9", TAKEN }, { "\\uFFFF", TAKEN }, { "\\uFDD0", TAKEN }, { "\\u2028", TAKEN }, { "\\u001F", TAKEN }, { "\\u007f", TAKEN },
    { "\\ud83d\\ude00", TAKEN }, { "\\uD83D\\uDE00", TAKEN }, { "\\udbff\\udfff", TAKEN }, { "\\ud800\\udc00", TAKEN }, { "\\ufeff", TAKEN },
    { "\\\\u0000", TAKEN }, { "\\\\ud800", TAKEN },
    { "\\u", REFUSED }, { "\\u1", REFUSED }, { "\\u12", REFUSED }, { "\\u123", REFUSED }, { "\\u123g", REFUSED }, { "\\ug123", REFUSED }, { "\\u 123", REFUSED },
    { "\\u+123", REFUSED }, { "\\u-123", REFUSED }, { "\\u12\\n", REFUSED }, { "\\U0041", REFUSED }, { "\\u{41}", REFUSED }, { "\\x41", REFUSED }, { "\\101", REFUSED },
    { "\\u00\xc3\xa9", REFUSED },
    /* RFC 8259, section 8.2: what a lone surrogate means is open. We cannot keep what is no character, so we say so. */
    { "\\ud800", REFUSED }, { "\\udc00", REFUSED }, { "\\ud800x", REFUSED }, { "x\\udfff", REFUSED }, { "\\ud800\\n", REFUSED }, { "\\ud800\\u0041", REFUSED },
    { "\\ud800\\ud800", REFUSED }, { "\\udc00\\ud800", REFUSED }, { "\\ud83d\\ude0", REFUSED }, { "\\ud83d\\uxe00", REFUSED }, { "\\ud83dude00", REFUSED },
    { "\\ud83d\\\\ude00", REFUSED }, { "\\ud83d \\ude00", REFUSED },
    { "\\u0000", REFUSED }, { "a\\u0000b", REFUSED },
  };
  Suite suite;

  start (&suite);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_string (&suite, cases[i].inside, -1, cases[i].verdict);
  end (&suite, 40);
}

/* UTF-8 by the table of The Unicode Standard (3-7), each row at its edges and just beyond. */
static void
test_utf8 (void)
{
  static const struct { const char *inside; Verdict verdict; } cases[] = {
    { "\xc2\x80", TAKEN }, { "\xdf\xbf", TAKEN }, { "\xe0\xa0\x80", TAKEN }, { "\xed\x9f\xbf", TAKEN }, { "\xee\x80\x80", TAKEN }, { "\xef\xbf\xbf", TAKEN },
    { "\xef\xbf\xbe", TAKEN }, { "\xef\xb7\x90", TAKEN }, { "\xf0\x90\x80\x80", TAKEN }, { "\xf4\x8f\xbf\xbf", TAKEN }, { "\xf0\x9f\xbf\xbe", TAKEN }, { "\xef\xbb\xbf", TAKEN },
    { "\xe2\x80\xae\xe2\x81\xa6", TAKEN }, { "e\xcc\x81\xcc\x81\xcc\x81", TAKEN },
    { "\x80", REFUSED }, { "\xbf", REFUSED }, { "\xc0\x80", REFUSED }, { "\xc0\xaf", REFUSED }, { "\xc1\xbf", REFUSED }, { "\xc2", REFUSED }, { "\xc2\x41", REFUSED },
    { "\xe0\x80\x80", REFUSED }, { "\xe0\x9f\xbf", REFUSED }, { "\xe2\x82", REFUSED }, { "\xe2\x28\xa1", REFUSED }, { "\xed\xa0\x80", REFUSED }, { "\xed\xbf\xbf", REFUSED },
    { "\xed\xa0\xbd\xed\xb8\x80", REFUSED }, { "\xf0\x80\x80\x80", REFUSED }, { "\xf0\x8f\xbf\xbf", REFUSED }, { "\xf0\x9f\x98", REFUSED }, { "\xf4\x90\x80\x80", REFUSED },
    { "\xf5\x80\x80\x80", REFUSED }, { "\xf8\x88\x80\x80\x80", REFUSED }, { "\xfc\x84\x80\x80\x80\x80", REFUSED }, { "\xfe", REFUSED }, { "\xff", REFUSED },
    { "caf\xe9", REFUSED }, { "\xe9" "a", REFUSED },
  };
  Suite suite;

  start (&suite);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_string (&suite, cases[i].inside, -1, cases[i].verdict);
  end (&suite, 38);
}

/* --- Structure ---------------------------------------------------------------------------------------------------- */

/* All sequences of up to four tokens: which of them are one value is decided by a grammar of ten lines. */
static const char * const tokens[] = { "[", "]", "{", "}", ",", ":", "\"k\"", "1", "null" };

static gboolean read_value (const guint *at, guint n, guint *used);

/* Behind an opening bracket: elements, or members where @keys; up to the closing one, which is token @close. */
static gboolean
read_list (const guint *at,
           guint        n,
           guint       *used,
           guint        close,
           gboolean     keys)
{
  guint i = 1, part;

  if (i < n && at[i] == close)
    return *used = 2, TRUE;
  for (;;)
    {
      if (keys && (i + 1 >= n || at[i] != 6 || at[i + 1] != 5))
        return FALSE;
      i += keys ? 2 : 0;
      if (!read_value (at + i, n - MIN (i, n), &part))
        return FALSE;
      i += part;
      if (i >= n || (at[i] != close && at[i] != 4))
        return FALSE;
      if (at[i++] == close)
        return *used = i, TRUE;
    }
}

static gboolean
read_value (const guint *at,
            guint        n,
            guint       *used)
{
  if (n == 0)
    return FALSE;
  if (at[0] >= 6)
    return *used = 1, TRUE;
  if (at[0] == 0 || at[0] == 2)
    return read_list (at, n, used, at[0] + 1, at[0] == 2);

  return FALSE;
}

static gboolean
check_sequence (const guint *sequence,
                guint        n)
{
  g_autoptr (GString) json = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  guint used;
  gboolean good = read_value (sequence, n, &used) && used == n, found;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (json, "%s ", tokens[sequence[i]]);
  found = chiosa_json_check (json->str, json->len, "hostile.json", &error);
  if (found != good)
    g_error ("%s: %s", json->str, error != NULL ? error->message : "accepted");

  return good;
}

static void
test_token_sequences (void)
{
  guint n_taken = 0, n_cases = 0;

  for (guint n = 1; n <= 5; n++)
    {
      guint sequence[5] = { 0 };
      guint total = 1;

      for (guint i = 0; i < n; i++)
        total *= G_N_ELEMENTS (tokens);
      for (guint number = 0; number < total; number++, n_cases++)
        {
          for (guint i = 0, rest = number; i < n; i++, rest /= G_N_ELEMENTS (tokens))
            sequence[i] = rest % G_N_ELEMENTS (tokens);
          n_taken += check_sequence (sequence, n);
        }
    }
  g_test_message ("%u sequences, %u of them taken", n_cases, n_taken);
  /* By hand: 3 of one token, 2 of two, 3 of three, 2 of four, 15 of five. */
  g_assert_cmpuint (n_taken, ==, 25);
}

static void
test_structure (void)
{
  static const struct { const char *value; Verdict verdict; } cases[] = {
    { "[]", TAKEN }, { "{}", TAKEN }, { "[[]]", TAKEN }, { "{\"a\":{}}", TAKEN }, { " [ ] ", TAKEN }, { "\t\r\n{\n}\n", TAKEN }, { "[1,\"\",{},[],null,true,false]", TAKEN },
    { "{\"\":0}", TAKEN }, { "{\"a\":1,\"A\":1}", TAKEN }, { "{\"e\u0301\":1,\"\u00e9\":2}", TAKEN }, { "true", TAKEN }, { "false", TAKEN }, { "null", TAKEN }, { "\"\"", TAKEN },
    { "", REFUSED }, { " ", REFUSED }, { "\n", REFUSED }, { "True", REFUSED }, { "TRUE", REFUSED }, { "nul", REFUSED }, { "nullx", REFUSED }, { "undefined", REFUSED }, { "NaN", REFUSED },
    { "Infinity", REFUSED }, { "-Infinity", REFUSED }, { "inf", REFUSED }, { "'a'", REFUSED }, { "`a`", REFUSED }, { "\"a", REFUSED }, { "a\"", REFUSED }, { "\"a\" \"b\"", REFUSED },
    { "{a:1}", REFUSED }, { "{'a':1}", REFUSED }, { "{1:1}", REFUSED }, { "{null:1}", REFUSED }, { "{\"a\"}", REFUSED }, { "{\"a\":}", REFUSED }, { "{\"a\":1,}", REFUSED },
    { "{,\"a\":1}", REFUSED }, { "{\"a\"=1}", REFUSED }, { "{\"a\":1;\"b\":2}", REFUSED }, { "[1,]", REFUSED }, { "[,1]", REFUSED }, { "[1,,2]", REFUSED }, { "[1 2]", REFUSED },
    { "[1;2]", REFUSED }, { "[1]]", REFUSED }, { "[[1]", REFUSED }, { "[}", REFUSED }, { "{]", REFUSED }, { "(1)", REFUSED }, { "<1>", REFUSED }, { "[1][2]", REFUSED }, { "{}{}", REFUSED },
    { "/**/1", REFUSED }, { "1/**/", REFUSED }, { "[1//\n]", REFUSED }, { "#\n1", REFUSED }, { "{\"a\":/*x*/1}", REFUSED }, { "<!-- -->1", REFUSED },
    { "\f1", REFUSED }, { "\v1", REFUSED }, { "\xc2\xa0" "1", REFUSED }, { "\xe2\x80\x83" "1", REFUSED }, { "\xef\xbb\xbf" "1", REFUSED }, { "\xe2\x81\xa0" "1", REFUSED }, { "\x1e" "1", REFUSED },
    { "{\"a\":1,\"a\":1}", REFUSED }, { "{\"a\":1,\"\\u0061\":2}", REFUSED }, { "[{\"x\":{\"k\":1,\"k\":2}}]", REFUSED }, { "{\"\":1,\"\":2}", REFUSED },
  };
  Suite suite;

  start (&suite);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check (&suite, cases[i].value, cases[i].verdict);
  check_value (&suite, "\0", 1, REFUSED);
  check_value (&suite, "1\0", 2, REFUSED);
  check_value (&suite, "[1,\0 2]", 7, REFUSED);
  end (&suite, 70);
}

static void
append_times (GString    *out,
              const char *part,
              guint       n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (out, part);
}

/* Opened only, and opened and closed again; far beyond what a stack holds. */
static void
test_deep (void)
{
  static const char * const openings[] = { "[", "{\"\":", "[{\"a\":" };
  static const char * const closings[] = { "]", "}", "}]" };
  static const guint depths[] = { 100, 1000, 100000, 500000 };
  Suite suite;

  start (&suite);
  for (guint i = 0; i < G_N_ELEMENTS (openings); i++)
    for (guint d = 0; d < G_N_ELEMENTS (depths); d++)
      {
        g_autoptr (GString) json = g_string_new (NULL);

        append_times (json, openings[i], depths[d]);
        check (&suite, json->str, REFUSED);
        g_string_append (json, "1");
        append_times (json, closings[i], depths[d]);
        check (&suite, json->str, REFUSED);
      }
  end (&suite, 24);
}

/* --- The file itself ---------------------------------------------------------------------------------------------- */

/* Every beginning of a good sidecar, and every byte of it replaced by some that mean something. */
static void
test_cut_and_changed (void)
{
  static const char good[] = "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"text\":{\"sha256\":\"x\",\"length\":12},\"annotations\":[\n"
                             "{\"id\":\"a\",\"type\":\"t\",\"spans\":[{\"start\":0,\"end\":4,\"exact\":\"Some\"}],\"x\":[1.50,{\"\\u00e9\":null}]}\n]}\n";
  static const char bytes[] = "\"\\{}[]:,0-e.n \n\0\x80\xff";
  gsize length = strlen (good);
  Suite suite;

  start (&suite);
  for (gsize i = 0; i < length; i++)
    {
      g_autoptr (ChiosaSidecar) cut = parse (&suite, good, i, NULL);

      /* Only the line end may be missing. */
      g_assert_true ((cut != NULL) == (i + 1 == length));
      for (guint b = 0; b < sizeof bytes - 1; b++)
        {
          g_autofree char *changed = g_memdup2 (good, length);
          g_autoptr (GError) error = NULL;
          g_autoptr (ChiosaSidecar) sidecar = NULL;

          changed[i] = bytes[b];
          sidecar = parse (&suite, changed, length, &error);
          if (sidecar != NULL && !sidecar->read_only)
            check_kept (&suite, sidecar, 0, "", 0);
          else if (sidecar == NULL)
            g_assert_true (is_told (error));
          suite.n_cases++;
        }
    }
  end (&suite, 3000);
}

/* What stands before and behind a good sidecar. */
static void
test_around (void)
{
  static const char good[] = "{\"format\":\"chiosa-sidecar\",\"version\":\"1.0\",\"annotations\":[]}";
  static const struct { const char *before, *after; gboolean taken; } cases[] = {
    { "", "", TRUE }, { "", "\n", TRUE }, { "\r\n\t ", " \n\n", TRUE }, { "\xef\xbb\xbf", "", FALSE }, { "\xff\xfe", "", FALSE }, { "", "x", FALSE }, { "", ",", FALSE }, { "", "}", FALSE },
    { "", "]", FALSE }, { "", "{}", FALSE }, { "", "//", FALSE }, { "", "#", FALSE }, { "", "/**/", FALSE }, { "", "\xc2\xa0", FALSE }, { "[", "", FALSE }, { "x=", ";", FALSE }, { "\f", "", FALSE },
    { ")]}'\n", "", FALSE }, { "<html>", "</html>", FALSE },
  };
  Suite suite;

  start (&suite);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *json = g_strconcat (cases[i].before, good, cases[i].after, NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (ChiosaSidecar) sidecar = parse (&suite, json, strlen (json), &error);

      g_assert_true ((sidecar != NULL) == cases[i].taken);
      g_assert_true (sidecar != NULL || is_told (error));
      suite.n_cases++;
    }
  end (&suite, 19);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile-json/numbers-of-every-make", test_numbers);
  g_test_add_func ("/hostile-json/extreme-numbers-stay-or-are-refused", test_extreme_numbers);
  g_test_add_func ("/hostile-json/every-byte-behind-a-backslash-and-alone", test_escapes);
  g_test_add_func ("/hostile-json/escapes-of-code-points-and-surrogates", test_unicode_escapes);
  g_test_add_func ("/hostile-json/only-well-formed-utf-8", test_utf8);
  g_test_add_func ("/hostile-json/every-sequence-of-tokens", test_token_sequences);
  g_test_add_func ("/hostile-json/structure-in-every-place-of-a-sidecar", test_structure);
  g_test_add_func ("/hostile-json/depth-takes-no-stack", test_deep);
  g_test_add_func ("/hostile-json/sidecars-cut-anywhere-and-changed-anywhere", test_cut_and_changed);
  g_test_add_func ("/hostile-json/what-stands-around-a-sidecar", test_around);

  return g_test_run ();
}
