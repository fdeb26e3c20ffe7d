/* chiosa-palette.h
 *
 * The colours that a tag set's types and labels have on the screen: fitted to light, dark and high-contrast style.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gdk/gdk.h>

#include "chiosa-tagset.h"

G_BEGIN_DECLS

typedef struct
{
  ChiosaShape shape;
  float       thickness;   /* of lines, in pixels */
  GdkRGBA     line;        /* lines, outlines and small text: readable on the background */
  GdkRGBA     tint;        /* behind words */
  GdkRGBA     strong_tint; /* behind selected words */
} ChiosaInk;

typedef struct _ChiosaPalette ChiosaPalette;

ChiosaPalette   *chiosa_palette_new          (void);
void             chiosa_palette_free         (ChiosaPalette *self);

/* Forgets all inks. @foreground: the text's colour, for what the tag set does not know. */
void             chiosa_palette_set_style    (ChiosaPalette *self, ChiosaTagset *tagset, gboolean dark, gboolean high_contrast,
                                              const GdkRGBA *foreground);
/* @type and @label are interned, as annotations have them. Valid until the next set_style. */
const ChiosaInk *chiosa_palette_get_ink      (ChiosaPalette *self, const char *type, const char *label);
/* What text in the colour of a line stands on; the text's own colour. */
const GdkRGBA   *chiosa_palette_get_paper      (ChiosaPalette *self);
const GdkRGBA   *chiosa_palette_get_foreground (ChiosaPalette *self);
void             chiosa_palette_get_relation (ChiosaPalette *self, const char *relation, GdkRGBA *color);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ChiosaPalette, chiosa_palette_free)

G_END_DECLS
