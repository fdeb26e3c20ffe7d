/* fuzz-edit-script.c
 *
 * An edit script, and behind a separator the text that it is for: read, and carried out on a document and on a plain string,
 * which must agree after every step.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "chiosa-edit-script.h"
#include "chiosa-encoding.h"
#include "fuzz-states.h"

#include <string.h>

/* More would only be slow. */
#define MAX_STEPS 48
#define MAX_BYTES 4096

static char *
get_text (FuzzStates *states)
{
  return chiosa_text_get_slice (chiosa_document_get_text (states->document), 0, G_MAXSIZE);
}

/* What splicing a string gives. */
static char *
splice (const char           *text,
        const ChiosaEditStep *step)
{
  const char *start = g_utf8_offset_to_pointer (text, step->start), *end = g_utf8_offset_to_pointer (text, step->end);
  g_autofree char *head = g_strndup (text, start - text);

  return g_strconcat (head, step->text, end, NULL);
}

static void
replace (FuzzStates           *states,
         const ChiosaEditStep *step)
{
  g_autofree char *before = get_text (states), *expected = NULL, *after = NULL;
  g_autoptr (ChiosaEdit) edit = NULL;
  g_autoptr (GError) error = NULL;

  if (step->start > step->end || step->end > (gsize) g_utf8_strlen (before, -1) || strlen (before) + strlen (step->text) > MAX_BYTES)
    return;

  edit = chiosa_edit_new_replace (step->start, step->end, step->text);
  expected = splice (before, step);
  chiosa_document_edit (states->document, edit, CHIOSA_EDIT_OTHER, &error);
  g_assert_no_error (error);
  after = get_text (states);
  g_assert_cmpstr (after, ==, expected);
}

static void
walk (FuzzStates  *states,
      gboolean   (*move) (ChiosaDocument *),
      guint        count)
{
  for (guint i = 0; i < count && move (states->document); i++)
    fuzz_states_check (states, FUZZ_STATE_KNOWN);
}

static void
carry_out (FuzzStates           *states,
           const ChiosaEditStep *step)
{
  switch (step->kind)
    {
    case CHIOSA_STEP_REPLACE:
      replace (states, step);
      break;
    case CHIOSA_STEP_UNDO:
      walk (states, chiosa_document_undo, step->count);
      break;
    case CHIOSA_STEP_REDO:
      walk (states, chiosa_document_redo, step->count);
      break;
    case CHIOSA_STEP_BEGIN:
      chiosa_document_begin_step (states->document, "Several");
      break;
    case CHIOSA_STEP_END:
    default:
      chiosa_document_end_step (states->document);
    }
}

/* Annotations ride along: what the edits do to them is undone too. */
static void
tag_words (FuzzStates *states)
{
  gsize length = chiosa_text_get_length (chiosa_document_get_text (states->document));

  for (gsize start = 0, n = 0; start + 2 <= length && n < 8; start += 4, n++)
    {
      ChiosaSpan span = { start, MIN (start + 2 + n % 5, length) };

      chiosa_document_tag (states->document, n % 2 ? "FREE" : "ENTITY", n % 2 ? "" : "PERSON", &span, 1, NULL);
      fuzz_states_check (states, FUZZ_STATE_NEW);
    }
}

static void
run (GPtrArray  *steps,
     const char *text)
{
  FuzzStates *states = fuzz_states_new (text);
  gboolean open = FALSE;

  tag_words (states);
  for (guint i = 0; i < steps->len && (i < MAX_STEPS || open); i++)
    {
      const ChiosaEditStep *step = g_ptr_array_index (steps, i);

      if (step->kind == CHIOSA_STEP_BEGIN || step->kind == CHIOSA_STEP_END)
        open = step->kind == CHIOSA_STEP_BEGIN;
      carry_out (states, step);
      if (!open)
        fuzz_states_check (states, FUZZ_STATE_NEW);
    }
  fuzz_states_end (states);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  GBytes *parts[2];
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *script;

  fuzz_split (data, size, parts, G_N_ELEMENTS (parts));
  script = g_bytes_get_data (parts[0], &length);
  steps = chiosa_edit_script_parse (script != NULL ? script : "", length, &error);
  g_assert_true ((steps == NULL) == (error != NULL));
  text = parts[1] != NULL ? fuzz_utf8 (parts[1]) : g_strdup ("Ada met Bob in Rome.\r\ne\u0301 東京 said so.");
  if (steps != NULL && strlen (text) <= MAX_BYTES)
    run (steps, text);
  fuzz_parts_free (parts, G_N_ELEMENTS (parts));

  return 0;
}
