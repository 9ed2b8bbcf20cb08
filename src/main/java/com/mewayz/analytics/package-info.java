/**
 * The figures of a workspace on pages and in the API: the board with its filters, the rows behind a figure, funnels, and
 * what goes on now; and what is done with figures: goals, reports, exports, imports and links that show them to others.
 * It emits FiguresShared, ShareRevoked, FiguresImported and ImportRemoved. It belongs to the overview: it may read any
 * feature, and none
 * calls it. What it needs of sites and workspaces is written down in {@link com.mewayz.analytics.SiteCatalogue}.
 */
@NullMarked
package com.mewayz.analytics;

import org.jspecify.annotations.NullMarked;
