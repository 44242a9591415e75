package dev.turnup.engine.desk;

import java.util.Optional;

/**
 * Who decides.
 *
 * @param person the authenticated user
 * @param approval what a second person was asked before and has answered, if one was asked
 * @param mayAsk false where the workflow knows of no second person; nobody is asked then
 */
public record Decider(String person, Optional<ApprovalId> approval, boolean mayAsk) {}
