/* chiosa-huggingface.c
 *
 * A data set in a folder: JSON Lines by split (chiosa-jsonl.c), and what a data set needs to be published (chiosa-data-set.c).
 * The Hugging Face library, pandas, Croissant readers and people find their way in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-config.h"
#include "chiosa-formats.h"
#include "chiosa-jsonl.h"

#include <glib/gi18n-lib.h>

const ChiosaFormat chiosa_format_huggingface = {
  .id = "huggingface",
  .name = N_("Data set folder (Hugging Face, Croissant)"),
  .description = N_("For publishing: JSON Lines by split, with a data set card, Croissant metadata, guidelines, statistics, citation and checksums."),
  .extension = ".jsonl",
  .media_type = "application/jsonl",
  .flags = CHIOSA_FORMAT_WRITES | CHIOSA_FORMAT_STREAM | CHIOSA_FORMAT_TEXT_OPTIONAL | CHIOSA_FORMAT_DATA_SET,
  .unit = CHIOSA_UNIT_CODE_POINTS,
  .drops = CHIOSA_LOSS_BIT (CHIOSA_LOSS_DETACHED),
  .changes = CHIOSA_LOSS_BIT (CHIOSA_LOSS_ATTRIBUTE) | CHIOSA_LOSS_BIT (CHIOSA_LOSS_RELATION_DETAIL)
             | CHIOSA_LOSS_BIT (CHIOSA_LOSS_ARTICLE),
  .write = chiosa_jsonl_write,
};
