-- Failed attempts decay one by one, also while others go on failing: this is the time up to which that was reckoned. Counts that are under way begin to decay
-- with the upgrade, being few and short-lived.
ALTER TABLE "Throttle" ADD COLUMN "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
