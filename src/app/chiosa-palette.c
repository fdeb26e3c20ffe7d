/* chiosa-palette.c
 *
 * The colours that a tag set's types and labels have on the screen. Hue and strength of colour stay as the tag set has them;
 * lightness is fitted to the background in Oklab (Björn Ottosson, "A perceptual color space for image processing", 2020).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"

#include "chiosa-palette.h"

#include <math.h>

struct _ChiosaPalette
{
  ChiosaTagset *tagset;
  GHashTable   *inks;           /* Key -> ChiosaInk */
  GdkRGBA       foreground;
  GdkRGBA       paper;          /* as light as the foreground is dark */
  gboolean      dark;
  gboolean      high_contrast;
};

typedef struct
{
  const char *type;
  const char *label;
} Key;

typedef struct
{
  float l, a, b;
} Oklab;

static guint
key_hash (gconstpointer data)
{
  const Key *key = data;

  return g_direct_hash (key->type) * 31 + g_direct_hash (key->label);
}

static gboolean
key_equal (gconstpointer a,
           gconstpointer b)
{
  const Key *one = a;
  const Key *two = b;

  return one->type == two->type && one->label == two->label;
}

static float
to_linear (float channel)
{
  return channel <= 0.04045f ? channel / 12.92f : powf ((channel + 0.055f) / 1.055f, 2.4f);
}

static float
from_linear (float channel)
{
  float value = channel <= 0.0031308f ? channel * 12.92f : 1.055f * powf (channel, 1 / 2.4f) - 0.055f;

  return CLAMP (value, 0, 1);
}

static Oklab
to_oklab (const GdkRGBA *color)
{
  float r = to_linear (color->red);
  float g = to_linear (color->green);
  float b = to_linear (color->blue);
  float l = cbrtf (0.4122214708f * r + 0.5363325363f * g + 0.0514459929f * b);
  float m = cbrtf (0.2119034982f * r + 0.6806995451f * g + 0.1073969566f * b);
  float s = cbrtf (0.0883024619f * r + 0.2817188376f * g + 0.6299787005f * b);

  return (Oklab) {
    0.2104542553f * l + 0.7936177850f * m - 0.0040720468f * s,
    1.9779984951f * l - 2.4285922050f * m + 0.4505937099f * s,
    0.0259040371f * l + 0.7827717662f * m - 0.8086757660f * s,
  };
}

static GdkRGBA
from_oklab (Oklab lab)
{
  float l = lab.l + 0.3963377774f * lab.a + 0.2158037573f * lab.b;
  float m = lab.l - 0.1055613458f * lab.a - 0.0638541728f * lab.b;
  float s = lab.l - 0.0894841775f * lab.a - 1.2914855480f * lab.b;

  l = l * l * l;
  m = m * m * m;
  s = s * s * s;

  return (GdkRGBA) {
    from_linear (4.0767416621f * l - 3.3077115913f * m + 0.2309699292f * s),
    from_linear (-1.2684380046f * l + 2.6097574011f * m - 0.3413193965f * s),
    from_linear (-0.0041960863f * l - 0.7034186147f * m + 1.7076147010f * s),
    1,
  };
}

/* The same hue, as light or as dark as it must be to stand out from the background. */
static GdkRGBA
fit (ChiosaPalette *self,
     const GdkRGBA *color)
{
  Oklab lab = to_oklab (color);
  float limit = self->high_contrast ? (self->dark ? 0.84f : 0.44f) : (self->dark ? 0.76f : 0.58f);

  lab.l = self->dark ? MAX (lab.l, limit) : MIN (lab.l, limit);
  return from_oklab (lab);
}

static GdkRGBA
with_alpha (GdkRGBA color,
            float   alpha)
{
  color.alpha = alpha;
  return color;
}

static void
mix_ink (ChiosaPalette *self,
         ChiosaInk     *ink,
         const GdkRGBA *color)
{
  ink->line = fit (self, color);
  ink->thickness = self->high_contrast ? 3 : 2;
  ink->tint = with_alpha (ink->line, self->high_contrast ? 0.30 : self->dark ? 0.26 : 0.20);
  ink->strong_tint = with_alpha (ink->line, self->high_contrast ? 0.45 : self->dark ? 0.42 : 0.34);
}

static ChiosaInk *
make_ink (ChiosaPalette *self,
          const char    *type,
          const char    *label)
{
  const ChiosaSpanType *known = self->tagset ? chiosa_tagset_find_type (self->tagset, type) : NULL;
  const ChiosaTag *tag = known && label ? chiosa_tagset_find_label (self->tagset, type, label) : NULL;
  const char *name = tag && tag->color ? tag->color : known ? known->tag.color : NULL;
  ChiosaInk *ink = g_new0 (ChiosaInk, 1);
  GdkRGBA color;

  if (!name || !gdk_rgba_parse (&color, name))
    color = self->foreground;

  ink->shape = known ? known->shape : CHIOSA_SHAPE_LINE;
  mix_ink (self, ink, &color);
  return ink;
}

ChiosaPalette *
chiosa_palette_new (void)
{
  ChiosaPalette *self = g_new0 (ChiosaPalette, 1);

  self->inks = g_hash_table_new_full (key_hash, key_equal, g_free, g_free);
  self->foreground.alpha = 1;
  return self;
}

void
chiosa_palette_free (ChiosaPalette *self)
{
  g_clear_object (&self->tagset);
  g_hash_table_unref (self->inks);
  g_free (self);
}

/**
 * chiosa_palette_set_style:
 * @tagset: (nullable): whose colours they are
 * @dark: whether the background is dark
 * @high_contrast: whether the user wants high contrast
 * @foreground: colour of what the tag set does not know
 */
void
chiosa_palette_set_style (ChiosaPalette *self,
                          ChiosaTagset  *tagset,
                          gboolean       dark,
                          gboolean       high_contrast,
                          const GdkRGBA *foreground)
{
  g_set_object (&self->tagset, tagset);
  self->dark = dark;
  self->high_contrast = high_contrast;
  self->foreground = *foreground;
  self->paper = (GdkRGBA) { 1 - foreground->red, 1 - foreground->green, 1 - foreground->blue, 1 };
  g_hash_table_remove_all (self->inks);
}

const ChiosaInk *
chiosa_palette_get_ink (ChiosaPalette *self,
                        const char    *type,
                        const char    *label)
{
  Key key = { type, label };
  ChiosaInk *ink = g_hash_table_lookup (self->inks, &key);

  if (!ink)
    {
      ink = make_ink (self, type, label);
      g_hash_table_insert (self->inks, g_memdup2 (&key, sizeof key), ink);
    }

  return ink;
}

const GdkRGBA *
chiosa_palette_get_paper (ChiosaPalette *self)
{
  return &self->paper;
}

const GdkRGBA *
chiosa_palette_get_foreground (ChiosaPalette *self)
{
  return &self->foreground;
}

void
chiosa_palette_get_relation (ChiosaPalette *self,
                             const char    *relation,
                             GdkRGBA       *color)
{
  const ChiosaRelationType *known = self->tagset ? chiosa_tagset_find_relation (self->tagset, relation) : NULL;

  if (!known || !known->tag.color || !gdk_rgba_parse (color, known->tag.color))
    *color = self->foreground;

  *color = fit (self, color);
}
