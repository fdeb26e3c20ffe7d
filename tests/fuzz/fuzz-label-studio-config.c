/* fuzz-label-studio-config.c
 *
 * A labelling configuration as a tag set; and back: what is written from what was read says the same again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz.h"

#include "chiosa-label-studio-config.h"
#include "chiosa-tagset-file.h"

/* A tag set as a file can hold it: what the next reading must give. */
static ChiosaTagset *
write_and_read (ChiosaTagset  *tagset,
                char         **xml)
{
  g_autoptr (GError) error = NULL;
  ChiosaTagset *again;

  *xml = chiosa_label_studio_config_write (tagset);
  g_assert_true (g_utf8_validate (*xml, -1, NULL));
  again = chiosa_label_studio_config_read (*xml, "x.xml", &error);
  g_assert_no_error (error);

  return again;
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        size_t        size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size), json = NULL;
  g_autofree char *xml = fuzz_utf8 (bytes), *xml1 = NULL, *xml2 = NULL, *xml3 = NULL;
  g_autofree char *text_key = chiosa_label_studio_config_get_text_key (xml);
  g_autoptr (GError) error = NULL;
  g_autoptr (ChiosaTagset) tagset = chiosa_label_studio_config_read (xml, "x.xml", &error), once = NULL, twice = NULL, thrice = NULL, parsed = NULL;

  g_assert_true ((tagset == NULL) == (error != NULL));
  if (tagset == NULL)
    return 0;

  once = write_and_read (tagset, &xml1);
  /* What the file leaves open is settled by the first writing: an attribute of every type, where there is one type, is that one's. */
  twice = write_and_read (once, &xml2);
  thrice = write_and_read (twice, &xml3);
  g_assert_cmpstr (xml3, ==, xml2);

  /* What an import makes must be readable as the tag set of a folder. */
  json = chiosa_tagset_write (tagset);
  parsed = chiosa_tagset_parse (json, "x.json", &error);
  g_assert_no_error (error);

  return 0;
}
