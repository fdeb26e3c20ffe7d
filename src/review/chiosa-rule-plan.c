/* chiosa-rule-plan.c
 *
 * The completeness rules of a tag set, read once: conditions as small structs, rules by span type.
 * Says which rules an annotation does not meet; what to tell the user is chiosa-completeness.c.
 *
 * A condition is one of
 *   ATTRIBUTE=VALUE   ATTRIBUTE!=VALUE   an attribute that is not set has its default
 *   label=ID          label!=ID
 *   relation:ID       !relation:ID       such a relation leads from the annotation; a symmetric one: either way
 *   incoming:ID       !incoming:ID       such a relation leads to it
 *   attribute:ID      !attribute:ID      the attribute is set and not empty
 * A rule with a condition that is none of these is left out: an unreadable rule must not accuse anybody.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "chiosa-rule-plan.h"

#include "chiosa-attribute-check.h"

typedef enum
{
  CONDITION_VALUE,
  CONDITION_LABEL,
  CONDITION_RELATION,
  CONDITION_INCOMING,
  CONDITION_SET,
} ConditionKind;

typedef struct
{
  ConditionKind  kind;
  gboolean       negated;
  gboolean       symmetric;      /* RELATION */
  const char    *name;           /* interned: attribute, relation type, label */
  const char    *value;          /* VALUE: interned */
  const char    *default_value;  /* VALUE: owned by the tag set */
} Condition;

typedef struct
{
  const ChiosaRule *rule;
  GArray           *when;    /* Condition */
  GArray           *need;    /* Condition */
} PlannedRule;

struct _ChiosaRulePlan
{
  GHashTable *by_type;       /* interned type id -> GArray of PlannedRule */
};

static void
planned_rule_clear (PlannedRule *planned)
{
  g_clear_pointer (&planned->when, g_array_unref);
  g_clear_pointer (&planned->need, g_array_unref);
}

static void
rule_plan_free (ChiosaRulePlan *self)
{
  g_hash_table_unref (self->by_type);
  g_free (self);
}

/* "relation:ID" and its like; @text is behind a leading "!". */
static gboolean
read_prefixed (const char   *text,
               ChiosaTagset *tagset,
               Condition    *condition)
{
  static const struct { const char *prefix; ConditionKind kind; } prefixes[] = {
    { "relation:", CONDITION_RELATION },
    { "incoming:", CONDITION_INCOMING },
    { "attribute:", CONDITION_SET },
  };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    {
      const ChiosaRelationType *relation;

      if (!g_str_has_prefix (text, prefixes[i].prefix))
        continue;

      condition->kind = prefixes[i].kind;
      condition->name = g_intern_string (text + strlen (prefixes[i].prefix));
      relation = chiosa_tagset_find_relation (tagset, condition->name);
      condition->symmetric = relation != NULL && relation->symmetric;
      return *condition->name != '\0';
    }

  return FALSE;
}

/* "NAME=VALUE" and "NAME!=VALUE". */
static gboolean
read_comparison (const char   *text,
                 const char   *type,
                 ChiosaTagset *tagset,
                 Condition    *condition)
{
  const ChiosaAttributeType *attribute;
  const char *equals = strchr (text, '=');
  const char *name_end = equals;
  g_autofree char *name = NULL;

  if (equals == NULL || equals == text)
    return FALSE;

  if (equals[-1] == '!')
    {
      condition->negated = TRUE;
      name_end--;
    }

  name = g_strndup (text, name_end - text);

  if (g_str_equal (name, "label"))
    {
      condition->kind = CONDITION_LABEL;
      condition->name = g_intern_string (equals + 1);
      return TRUE;
    }

  attribute = chiosa_tagset_find_attribute (tagset, type, name);
  condition->kind = CONDITION_VALUE;
  condition->name = g_intern_string (name);
  condition->value = g_intern_string (equals + 1);
  condition->default_value = attribute != NULL ? chiosa_attribute_value_default (attribute) : "";

  return *name != '\0';
}

/* NULL when one of them cannot be read. */
static GArray *
read_conditions (char        **texts,
                 const char   *type,
                 ChiosaTagset *tagset)
{
  g_autoptr (GArray) conditions = g_array_new (FALSE, FALSE, sizeof (Condition));

  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    {
      Condition condition = { .negated = texts[i][0] == '!' };

      if (!read_prefixed (texts[i] + condition.negated, tagset, &condition))
        {
          if (condition.negated || !read_comparison (texts[i], type, tagset, &condition))
            return NULL;
        }

      g_array_append_val (conditions, condition);
    }

  return g_steal_pointer (&conditions);
}

static void
plan_rule (ChiosaRulePlan   *self,
           ChiosaTagset     *tagset,
           const ChiosaRule *rule)
{
  PlannedRule planned = { .rule = rule };
  const char *type = g_intern_string (rule->type);
  GArray *rules;

  planned.when = read_conditions (rule->when, type, tagset);
  planned.need = read_conditions (rule->need, type, tagset);

  if (planned.when == NULL || planned.need == NULL)
    {
      planned_rule_clear (&planned);
      return;
    }

  rules = g_hash_table_lookup (self->by_type, type);
  if (rules == NULL)
    {
      rules = g_array_new (FALSE, FALSE, sizeof (PlannedRule));
      g_array_set_clear_func (rules, (GDestroyNotify) planned_rule_clear);
      g_hash_table_insert (self->by_type, (gpointer) type, rules);
    }

  g_array_append_val (rules, planned);
}

static ChiosaRulePlan *
rule_plan_new (ChiosaTagset *tagset)
{
  ChiosaRulePlan *self = g_new0 (ChiosaRulePlan, 1);
  const ChiosaRule *rules;
  guint n;

  self->by_type = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify) g_array_unref);
  rules = chiosa_tagset_get_rules (tagset, &n);

  for (guint i = 0; i < n; i++)
    plan_rule (self, tagset, &rules[i]);

  return self;
}

static gboolean
has_link (const GArray *links,
          const char   *type,
          gboolean      outgoing,
          gboolean      incoming)
{
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      const ChiosaLink *link = &g_array_index (links, ChiosaLink, i);

      if (link->type == type && (link->incoming ? incoming : outgoing))
        return TRUE;
    }

  return FALSE;
}

static gboolean
condition_holds (const Condition        *condition,
                 const ChiosaAnnotation *annotation,
                 const GArray           *links)
{
  const char *value;
  gboolean holds = FALSE;

  switch (condition->kind)
    {
    case CONDITION_VALUE:
      value = chiosa_annotation_get_attribute (annotation, condition->name);
      holds = g_strcmp0 (value != NULL ? value : condition->default_value, condition->value) == 0;
      break;
    case CONDITION_LABEL:
      holds = g_strcmp0 (annotation->label, condition->name) == 0;
      break;
    case CONDITION_RELATION:
      holds = has_link (links, condition->name, TRUE, condition->symmetric);
      break;
    case CONDITION_INCOMING:
      holds = has_link (links, condition->name, condition->symmetric, TRUE);
      break;
    case CONDITION_SET:
      value = chiosa_annotation_get_attribute (annotation, condition->name);
      holds = value != NULL && *value != '\0';
      break;
    default:
      g_assert_not_reached ();
    }

  return holds != condition->negated;
}

static gboolean
rule_is_met (const PlannedRule      *planned,
             const ChiosaAnnotation *annotation,
             const GArray           *links)
{
  for (guint i = 0; i < planned->when->len; i++)
    if (!condition_holds (&g_array_index (planned->when, Condition, i), annotation, links))
      return TRUE;

  for (guint i = 0; i < planned->need->len; i++)
    if (condition_holds (&g_array_index (planned->need, Condition, i), annotation, links))
      return TRUE;

  return FALSE;
}

/**
 * chiosa_rule_plan_get:
 * @tagset: a tag set
 *
 * The plan is made once and kept with the tag set, which never changes.
 *
 * Returns: (transfer none): the rules of @tagset
 */
const ChiosaRulePlan *
chiosa_rule_plan_get (ChiosaTagset *tagset)
{
  static GQuark quark;
  ChiosaRulePlan *plan;

  if (quark == 0)
    quark = g_quark_from_static_string ("chiosa-rule-plan");

  plan = g_object_get_qdata (G_OBJECT (tagset), quark);
  if (plan == NULL)
    {
      plan = rule_plan_new (tagset);
      g_object_set_qdata_full (G_OBJECT (tagset), quark, plan, (GDestroyNotify) rule_plan_free);
    }

  return plan;
}

/**
 * chiosa_rule_plan_check:
 * @self: the rules
 * @annotation: what is looked at
 * @links: (element-type ChiosaLink) (nullable): its relations
 * @func: (scope call): called for each rule that is not met, in the order of the tag set
 * @user_data: for @func
 */
void
chiosa_rule_plan_check (const ChiosaRulePlan   *self,
                        const ChiosaAnnotation *annotation,
                        const GArray           *links,
                        ChiosaRuleFunc          func,
                        gpointer                user_data)
{
  const GArray *rules = g_hash_table_lookup (self->by_type, annotation->type);

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const PlannedRule *planned = &g_array_index (rules, PlannedRule, i);

      if (!rule_is_met (planned, annotation, links))
        func (planned->rule, user_data);
    }
}
