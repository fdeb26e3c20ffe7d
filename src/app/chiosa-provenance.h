/* chiosa-provenance.h
 *
 * Who made an annotation, when and from what, in a sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "chiosa-annotation.h"

G_BEGIN_DECLS

char *chiosa_provenance_describe (const ChiosaAnnotation *annotation);

G_END_DECLS
