/* chiosa-store-error.c
 *
 * The error domain of this room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-store-error.h"

G_DEFINE_QUARK (chiosa-store-error-quark, chiosa_store_error)
