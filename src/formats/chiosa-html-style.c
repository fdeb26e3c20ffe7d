/* chiosa-html-style.c
 *
 * The looks of a reading copy: what kinds of annotations there are, their colours on light and on dark paper, the style sheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-html-private.h"

#include <math.h>
#include <string.h>

#define LIGHT_PAPER 0xfcfbf8
#define DARK_PAPER 0x1d1c1b
#define LIGHT_TEXT 0x5e5c64
#define DARK_TEXT 0xc0bfbc
/* WCAG 2.2, 1.4.3: small text. */
#define CONTRAST 4.6

static const char style[] =
  ":root{color-scheme:light dark;--paper:#fcfbf8;--ink:#22201d;--soft:#65615a;--rule:#dcd8cf;--panel:#f3f0e9;--link:#1a5fb4;--focus:#1c71d8}\n"
  "@media(prefers-color-scheme:dark){:root{--paper:#1d1c1b;--ink:#e8e4dc;--soft:#a8a399;--rule:#3d3a36;--panel:#282624;--link:#8fbef5;--focus:#78aeed}}\n"
  "*{box-sizing:border-box}\n"
  "html{background:var(--paper);color:var(--ink);font:1.1875rem/1.7 Charter,\"Bitstream Charter\",\"Source Serif 4\",\"Noto Serif\",Georgia,serif;-webkit-text-size-adjust:100%;text-size-adjust:100%}\n"
  "body{max-width:34em;margin:0 auto;padding:3.5rem 1.25rem 5rem;overflow-wrap:break-word}\n"
  "a{color:var(--link);text-underline-offset:.2em}\n"
  ":focus-visible{outline:2px solid var(--focus);outline-offset:2px;border-radius:3px}\n"
  "h1{font-size:2rem;line-height:1.2;letter-spacing:-.01em;margin:0 0 .6rem;text-wrap:balance}\n"
  "h2{font:600 1.05rem/1.4 system-ui,sans-serif;margin:0 0 1rem}\n"
  ".ui,.byline,.meta,.legend,.notes,footer{font-family:system-ui,\"Adwaita Sans\",Cantarell,sans-serif;font-size:.9375rem;line-height:1.5}\n"
  ".byline{color:var(--soft);margin:0 0 .75rem}\n"
  ".meta summary{cursor:pointer;color:var(--soft);width:max-content;max-width:100%}\n"
  "dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.15rem .9rem;margin:.5rem 0 0}\n"
  "dt{color:var(--soft)}dd{margin:0}\n"
  "dd,.note,.about{white-space:pre-line}\n"
  ".legend{border:0;border-block:1px solid var(--rule);margin:1.5rem 0 2.25rem;padding:.85rem 0;min-width:0}\n"
  ".legend legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}\n"
  ".legend div{display:grid;align-items:start;grid-template-columns:minmax(7.5rem,max-content) minmax(0,1fr);gap:.1rem 1.1rem;padding:.15rem 0}\n"
  ".legend label{display:inline-flex;align-items:center;gap:.55rem;cursor:pointer;font-weight:600}\n"
  ".legend input{margin:0;width:1rem;height:1rem;accent-color:var(--focus);flex:none}\n"
  ".legend ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.1rem 1rem}\n"
  ".legend small,.count{color:var(--soft);font-size:.8125rem;font-variant-numeric:tabular-nums}\n"
  ".text>p{margin:0 0 1.05em;white-space:pre-wrap;tab-size:4}\n"
  ".text>p.close{margin-top:-1.05em}\n"
  ".text>p.headline{font-weight:700;font-size:2rem;line-height:1.3;letter-spacing:-.01em;margin-bottom:.6rem;text-wrap:balance}\n"
  ".lanes2{line-height:1.9}.lanes3{line-height:2.1}.lanes4{line-height:2.35}.lanes5{line-height:2.6}.lanes6{line-height:2.85}\n"
  "mark{background:none;color:inherit}\n"
  "mark.tint{background:var(--t);border-radius:.2em;padding:.1em .12em;margin:0 -.12em;-webkit-box-decoration-break:clone;box-decoration-break:clone;print-color-adjust:exact;-webkit-print-color-adjust:exact}\n"
  "mark.line,mark.dash,mark.dots,mark.wave{text-decoration:underline 2px var(--c);text-underline-offset:calc(.24em + var(--l,0)*.3em);text-decoration-skip-ink:none}\n"
  "mark.dash{text-decoration-style:dashed}mark.dots{text-decoration-style:dotted;text-decoration-thickness:2.5px}mark.wave{text-decoration-style:wavy;text-decoration-thickness:1.2px}\n"
  ".l1{--l:1}.l2{--l:2}.l3{--l:3}.l4{--l:4}.l5{--l:5}\n"
  "mark:target,mark:hover{background:var(--t);border-radius:.2em}\n"
  "mark.tint:target,mark.tint:hover{background:var(--s)}\n"
  "mark:target{outline:2px solid var(--c);outline-offset:1px}\n"
  ".ref{font:600 .625rem/1 system-ui,sans-serif;vertical-align:super;color:var(--c);text-decoration:none;padding:0 .1em 0 .2em;user-select:none;-webkit-user-select:none;font-variant-numeric:tabular-nums}\n"
  ".ref:hover{text-decoration:underline}\n"
  ".notes{border-top:1px solid var(--rule);margin-top:3.5rem;padding-top:2rem}\n"
  ".notes ol{list-style:none;margin:0;padding:0}\n"
  ".notes li.n{display:grid;grid-template-columns:2.6rem minmax(0,1fr);padding:.7rem .5rem .7rem 0;border-bottom:1px solid var(--rule);scroll-margin-top:1rem}\n"
  ".notes li.n:target{background:var(--panel);box-shadow:inset 3px 0 var(--c)}\n"
  ".back{justify-self:end;margin-inline-end:.9rem;min-width:1.4rem;text-align:end;text-decoration:none;font-weight:600;color:var(--c);font-variant-numeric:tabular-nums}\n"
  ".back:hover{text-decoration:underline}\n"
  ".kind{color:var(--c);font-weight:600;font-size:.875rem}\n"
  ".words{display:block;font-family:Charter,\"Bitstream Charter\",\"Source Serif 4\",\"Noto Serif\",Georgia,serif;font-size:1.0625rem;white-space:pre-line;text-align:start}\n"
  ".notes ul{list-style:none;margin:.35rem 0 0;padding:0}\n"
  ".notes ul q{color:var(--soft)}\n"
  ".notes dl,.notes .note{margin:.35rem 0 0}\n"
  ".note{border-inline-start:3px solid var(--rule);padding-inline-start:.7rem}\n"
  ".who{color:var(--soft);font-size:.8125rem;margin:.35rem 0 0}\n"
  "footer{color:var(--soft);margin-top:3rem;font-size:.8125rem}\n"
  "body:has(#refs:not(:checked)) .ref{display:none}\n"
  "@media(max-width:32em){html{font-size:1.0625rem}body{padding:2rem 1.1rem 3rem}h1,.text>p.headline{font-size:1.65rem}.legend div{grid-template-columns:minmax(0,1fr)}.legend ul{padding-inline-start:1.55rem}dl{grid-template-columns:minmax(0,1fr)}dd{margin-bottom:.3rem}}\n"
  "@media print{:root{--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--link:#000}html{font-size:10.5pt}body{max-width:none;padding:0}.legend input,.legend div.option{display:none}.notes li.n,.legend{break-inside:avoid}h1,h2{break-after:avoid}p{orphans:3;widows:3}}\n"
  "@media(prefers-contrast:more){:root{--soft:var(--ink)}}\n"
  "@media(forced-colors:active){mark.tint{outline:1px solid}}\n";

/* --- Colours -------------------------------------------------------------------------------------------------------- */

static double
to_linear (guint channel)
{
  double value = channel / 255.0;

  return value <= 0.04045 ? value / 12.92 : pow ((value + 0.055) / 1.055, 2.4);
}

/* WCAG 2.2: relative luminance. */
static double
get_luminance (guint32 color)
{
  return 0.2126 * to_linear (color >> 16 & 0xff) + 0.7152 * to_linear (color >> 8 & 0xff) + 0.0722 * to_linear (color & 0xff);
}

static double
get_contrast (guint32 a,
              guint32 b)
{
  double x = get_luminance (a), y = get_luminance (b);

  return (MAX (x, y) + 0.05) / (MIN (x, y) + 0.05);
}

/* @percent of @to in @from. */
static guint32
mix (guint32 from,
     guint32 to,
     guint   percent)
{
  guint32 mixed = 0;

  for (int shift = 16; shift >= 0; shift -= 8)
    mixed |= ((from >> shift & 0xff) * (100 - percent) + (to >> shift & 0xff) * percent) / 100 << shift;

  return mixed;
}

/* @color, as much darker or lighter as it must be to be read on @paper. */
static guint32
fit_to_paper (guint32 color,
              guint32 paper)
{
  guint32 away = get_luminance (paper) > 0.5 ? 0x000000 : 0xffffff;
  guint percent = 0;

  while (percent < 100 && get_contrast (mix (color, away, percent), paper) < CONTRAST)
    percent += 4;

  return mix (color, away, percent);
}

/* --- Inks ----------------------------------------------------------------------------------------------------------- */

static void
ink_clear (gpointer data)
{
  ChiosaHtmlInk *ink = data;

  g_free (ink->type_name);
  g_free (ink->label_name);
}

static gboolean
parse_color (const char *text,
             guint32    *color)
{
  char *end;

  if (text == NULL || *text != '#' || strlen (text) != 7)
    return FALSE;

  *color = g_ascii_strtoull (text + 1, &end, 16);

  return *end == '\0';
}

static guint
find_kind (const ChiosaHtmlPage *page,
           const char           *type)
{
  guint n = 0;

  for (guint i = 0; i < page->inks->len; i++)
    {
      const ChiosaHtmlInk *ink = &g_array_index (page->inks, ChiosaHtmlInk, i);

      if (ink->type == type)
        return ink->kind;
      n = MAX (n, ink->kind + 1);
    }

  return n;
}

static ChiosaHtmlInk
mix_ink (const ChiosaHtmlPage   *page,
         const ChiosaAnnotation *annotation)
{
  const ChiosaSpanType *type = chiosa_tagset_find_type (page->tagset, annotation->type);
  const ChiosaTag *label = type != NULL ? chiosa_tagset_find_label (page->tagset, annotation->type, annotation->label) : NULL;
  ChiosaHtmlInk ink = { annotation->type, annotation->label };
  guint32 color;
  gboolean colored;

  ink.type_name = g_strdup (type != NULL ? type->tag.name : annotation->type);
  ink.label_name = g_strdup (label != NULL ? label->name : annotation->label);
  ink.shape = type != NULL ? type->shape : CHIOSA_SHAPE_LINE;
  ink.kind = find_kind (page, annotation->type);
  colored = (label != NULL && parse_color (label->color, &color)) || (type != NULL && parse_color (type->tag.color, &color));
  ink.light = colored ? fit_to_paper (color, LIGHT_PAPER) : LIGHT_TEXT;
  ink.dark = colored ? fit_to_paper (color, DARK_PAPER) : DARK_TEXT;

  return ink;
}

/**
 * chiosa_html_find_inks:
 * @page: an article
 *
 * Finds out what types and labels are in it, and how they are drawn.
 */
void
chiosa_html_find_inks (ChiosaHtmlPage *page)
{
  guint n = chiosa_record_get_n (page->record);
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  page->inks = g_array_new (FALSE, FALSE, sizeof (ChiosaHtmlInk));
  g_array_set_clear_func (page->inks, ink_clear);
  page->ink_of = g_new0 (guint, n);

  for (guint i = 0; i < n; i++)
    {
      const ChiosaAnnotation *annotation = chiosa_record_get (page->record, i);
      char *key = g_strconcat (annotation->type, "\n", annotation->label, NULL);
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (known, key));

      if (place == 0)
        {
          ChiosaHtmlInk ink = mix_ink (page, annotation);

          g_array_append_val (page->inks, ink);
          place = page->inks->len;
        }
      g_hash_table_insert (known, key, GUINT_TO_POINTER (place));
      page->ink_of[i] = place - 1;
    }
}

const char *
chiosa_html_get_shape (ChiosaShape shape)
{
  switch (shape)
    {
    case CHIOSA_SHAPE_TINT:
      return "tint";
    case CHIOSA_SHAPE_DASHED:
      return "dash";
    case CHIOSA_SHAPE_DOTTED:
      return "dots";
    case CHIOSA_SHAPE_WAVE:
      return "wave";
    case CHIOSA_SHAPE_LINE:
    default:
      return "line";
    }
}

/* --- Style sheet ---------------------------------------------------------------------------------------------------- */

static void
append_color (GString *out,
              guint    i,
              guint32  color,
              guint    tint,
              guint    strong)
{
  g_string_append_printf (out, ".c%u{--c:#%06x;--t:#%06x%02x;--s:#%06x%02x}\n", i, color, color, tint, color, strong);
}

void
chiosa_html_append_style (ChiosaHtmlPage *page)
{
  GString *out = page->out;
  guint n_kinds = 0;

  g_string_append (out, style);
  for (guint i = 0; i < page->inks->len; i++)
    {
      const ChiosaHtmlInk *ink = &g_array_index (page->inks, ChiosaHtmlInk, i);

      append_color (out, i, ink->light, 0x2b, 0x52);
      n_kinds = MAX (n_kinds, ink->kind + 1);
    }

  g_string_append (out, "@media(prefers-color-scheme:dark){\n");
  for (guint i = 0; i < page->inks->len; i++)
    append_color (out, i, g_array_index (page->inks, ChiosaHtmlInk, i).dark, 0x3b, 0x66);
  g_string_append (out, "}\n");

  /* On paper it is never dark. */
  g_string_append (out, "@media print{\n");
  for (guint i = 0; i < page->inks->len; i++)
    append_color (out, i, g_array_index (page->inks, ChiosaHtmlInk, i).light, 0x2b, 0x52);
  g_string_append (out, "}\n");

  for (guint k = 0; k < n_kinds; k++)
    g_string_append_printf (out, "body:has(#k%u:not(:checked)) :is(mark,.ref).k%u{background:none;text-decoration:none}"
                                 "body:has(#k%u:not(:checked)) .ref.k%u{display:none}\n", k, k, k, k);
}
