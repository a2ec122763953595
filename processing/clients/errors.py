"""What can go wrong with an outside service, as one family."""


class ServiceError(Exception):
    """An outside service failed; the message is for people.

    `service` names it ("openai", "worldcat"). `retryable` says whether the same request may
    succeed later; `retry_after` is in seconds, None where the service did not say. `of_service`
    says that every other request would fail in the same way (a wrong key, no credit, no network),
    so that the whole service waits; otherwise the trouble is this one request's.
    """

    def __init__(
        self,
        message: str,
        *,
        service: str,
        retryable: bool,
        retry_after: float | None = None,
        of_service: bool | None = None,
    ) -> None:
        super().__init__(message)
        self.service = service
        self.retryable = retryable
        self.retry_after = retry_after
        self.of_service = retryable if of_service is None else of_service
